"""The due dates named for a project or route: the finding in sentences, its chart, its table, and the calendar."""
