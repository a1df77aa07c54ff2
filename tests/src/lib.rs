//! End to end tests: a real server, a real database, a real Redis and the stand-in for WeChat.
