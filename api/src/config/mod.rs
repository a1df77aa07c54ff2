//! Configuration: one commented default file, overridden by a file and the environment, validated whole.
