//! The stand-in for WeChat: the platform's behaviours over HTTP, on loopback.
