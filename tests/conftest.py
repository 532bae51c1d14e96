"""What holds for all tests."""

from hypothesis import settings

# Speed is no law that a property test holds: on a busy machine a deadline fails at random.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")
