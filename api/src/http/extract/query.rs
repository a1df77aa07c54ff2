//! `QueryParams<T>`: query parameters with the same faults as a body; unknown ones are refused.

use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::classify::{self, Place};
use crate::http::problem::{Check, Code, Faults, Problem};

/// Query parameters. `T` should deny unknown fields.
#[derive(Debug)]
pub struct QueryParams<T>(pub T);

impl<T> Deref for QueryParams<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + Check> FromRequest for QueryParams<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string(), Faults::default()).map(Self))
    }
}

/// Reads a query string; `faults` already found elsewhere are told along with its own.
pub(super) fn parse<T: DeserializeOwned + Check>(query: &str, mut faults: Faults) -> Result<T, Problem> {
    let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    match serde_path_to_error::deserialize::<_, T>(deserializer) {
        Ok(value) => {
            value.check(&mut faults);
            if faults.is_empty() { Ok(value) } else { Err(Problem::invalid(Code::RequestInvalidQuery, faults)) }
        }
        Err(error) => {
            faults.append(classify::faults(Place::Query, error.path(), &error.inner().to_string()));
            Err(Problem::invalid(Code::RequestInvalidQuery, faults))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;
    use crate::http::problem::FaultCode;
    use crate::http::wire::WirePeriod;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Filter {
        period: Option<WirePeriod>,
        #[serde(default)]
        known_version: Option<i64>,
    }

    impl Check for Filter {
        fn check(&self, faults: &mut Faults) {
            if let Some(version) = self.known_version {
                faults.range("?knownVersion", version, 0..=i64::MAX);
            }
        }
    }

    fn refusal(query: &str) -> Vec<(String, FaultCode)> {
        let problem = parse::<Filter>(query, Faults::default()).expect_err(query);
        assert_eq!(problem.code(), Code::RequestInvalidQuery);
        problem.faults().iter().map(|f| (f.pointer.clone(), f.code)).collect()
    }

    #[test]
    fn parameters_are_read_strictly() {
        let filter: Filter = parse("period=2024-Q1&knownVersion=7", Faults::default()).expect("a filter");
        assert_eq!(filter.period.map(|p| p.0.to_string()).as_deref(), Some("2024-Q1"));
        assert_eq!(filter.known_version, Some(7));
        for (query, pointer, code) in [
            ("peroid=2024", "?peroid", FaultCode::Unknown),
            ("period=2024-Q7", "?period", FaultCode::NotPeriod),
            ("period=2024&period=2025", "?period", FaultCode::Duplicate),
            ("knownVersion=x", "?knownVersion", FaultCode::Invalid),
            ("knownVersion=-1", "?knownVersion", FaultCode::TooSmall),
        ] {
            assert_eq!(refusal(query), [(pointer.to_owned(), code)], "{query}");
        }
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused(query in ".{0,64}") {
            let _ = parse::<Filter>(&query, Faults::default());
        }
    }
}
