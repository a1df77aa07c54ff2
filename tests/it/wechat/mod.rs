//! The WeChat client against the stand-in.
