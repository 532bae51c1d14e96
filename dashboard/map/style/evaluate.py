"""An evaluator of the style's expressions, for the SVG of the map.

It has only the operators that the layers of the atlas use; an unknown one raises a KeyError when its layer is read.
https://maplibre.org/maplibre-style-spec/expressions/
"""

import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

Properties = Mapping[str, Any]
Value = Callable[[Properties, float], Any]
"""Gives the value of an expression for a feature's properties at a zoom."""


def compile_expression(expression: Any) -> Value:  # noqa: ANN401
    """``expression`` (JSON) as a function; a constant for a value that is no expression."""
    if not isinstance(expression, list) or not expression or not isinstance(expression[0], str):
        return lambda _properties, _zoom: expression
    name, *arguments = expression
    if name in _SPECIAL:
        return _SPECIAL[name](*arguments)
    function, values = _FUNCTIONS[name], [compile_expression(argument) for argument in arguments]
    return lambda properties, zoom: function(*(value(properties, zoom) for value in values))


def _replaced(expression: Any, old: list[Any], new: Any) -> Any:  # noqa: ANN401
    if expression == old:
        return new
    return [_replaced(part, old, new) for part in expression] if isinstance(expression, list) else expression


def _match(chosen: Any, *outcomes: Any) -> Value:  # noqa: ANN401
    *cases, otherwise = outcomes
    key, default = compile_expression(chosen), compile_expression(otherwise)
    outputs: dict[Any, Value] = {}
    for labels, output in zip(cases[::2], cases[1::2], strict=True):
        outputs |= dict.fromkeys(labels if isinstance(labels, list) else [labels], compile_expression(output))
    return lambda properties, zoom: outputs.get(key(properties, zoom), default)(properties, zoom)


def _case(*arguments: Any) -> Value:  # noqa: ANN401
    *cases, otherwise = [compile_expression(argument) for argument in arguments]
    pairs = list(zip(cases[::2], cases[1::2], strict=True))
    return lambda properties, zoom: next((out for test, out in pairs if test(properties, zoom)), otherwise)(
        properties, zoom
    )


def _step(*arguments: Any) -> Value:  # noqa: ANN401
    input_value, first, *stops = [compile_expression(argument) for argument in arguments]
    limits = list(zip(arguments[2::2], stops[1::2], strict=True))

    def value(properties: Properties, zoom: float) -> Any:  # noqa: ANN401
        at = input_value(properties, zoom)
        return [first, *(output for limit, output in limits if at >= limit)][-1](properties, zoom)

    return value


def _interpolate(_linear: Any, input_expression: Any, *stops: Any) -> Value:  # noqa: ANN401
    at_of, limits = compile_expression(input_expression), stops[::2]
    outputs = [compile_expression(stop) for stop in stops[1::2]]

    def value(properties: Properties, zoom: float) -> float:
        at = min(max(at_of(properties, zoom), limits[0]), limits[-1])
        last = next(number for number, limit in enumerate(limits) if number and at <= limit)
        low, high = limits[last - 1], limits[last]
        start, end = (outputs[number](properties, zoom) for number in (last - 1, last))
        return float(start + (end - start) * (at - low) / (high - low))

    return value


_SPECIAL: Final[Mapping[str, Callable[..., Value]]] = MappingProxyType(
    {
        "get": lambda key: lambda properties, _zoom: properties.get(key),
        "has": lambda key: lambda properties, _zoom: key in properties,
        "literal": lambda value: lambda _properties, _zoom: value,
        "zoom": lambda: lambda _properties, zoom: zoom,
        "geometry-type": lambda: lambda properties, _zoom: properties.get("geometry-type"),
        "let": lambda name, value, body: compile_expression(_replaced(body, ["var", name], value)),
        "match": _match,
        "case": _case,
        "step": _step,
        "interpolate": _interpolate,
    }
)
"""The functions that compile an operator from its arguments."""
_FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        "all": lambda *values: all(values),
        "any": lambda *values: any(values),
        "!": operator.not_,
        "==": operator.eq,
        "!=": operator.ne,
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
        "+": lambda *values: sum(values),
        "-": lambda first, *others: first - others[0] if others else -first,
        "*": lambda first, second: first * second,
        "in": lambda member, many: member in many,
        "coalesce": lambda *values: next((value for value in values if value is not None), None),
        "boolean": lambda *values: next((value for value in values if isinstance(value, bool)), None),
        "upcase": str.upper,
        "slice": lambda text, start, end=None: text[start:end],
        "index-of": lambda part, text: text.find(part),
    }
)
"""The operators that are functions of the values of their arguments."""
