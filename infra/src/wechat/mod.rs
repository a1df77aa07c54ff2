//! A thin client of the WeChat interfaces that the service needs.
