//! Pages of lists: `?limit=&cursor=` beside a list's own filters.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use super::cursor::Cursor;
use super::query;
use crate::http::problem::{Check, FaultCode, Faults, Problem};

/// Which page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many rows, 1 to 100; 20 where the request does not say.
    pub limit: u32,
    /// Where to go on; `None` for the first page.
    pub cursor: Option<Cursor>,
}

/// The parameters of [`Page`], for the API document: `params(PageQuery, …)`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document only")]
pub struct PageQuery {
    /// How many rows at most.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `nextCursor` of the page before; leave out for the first.
    cursor: Option<String>,
}

impl Page {
    const DEFAULT_LIMIT: u32 = 20;
    const MAX_LIMIT: u32 = 100;

    /// The position after which the page starts, `None` for the first page.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, Problem> {
        self.cursor.as_ref().map(Cursor::decode).transpose()
    }

    /// Cuts what was loaded to the page and makes the next cursor. Load `limit + 1` rows: the
    /// extra one only tells that there are more.
    pub fn cut<R, K: Serialize>(
        &self,
        mut rows: Vec<R>,
        position: impl Fn(&R) -> K,
    ) -> Result<(Vec<R>, Option<String>), Problem> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|last| Cursor::encode(&position(last))).transpose()?;
        Ok((rows, next))
    }
}

/// A list's page and its own filters, in one query; everything else is refused.
#[derive(Debug)]
pub struct ListParams<T = NoFilter> {
    /// Which page.
    pub page: Page,
    /// The list's own parameters.
    pub filter: T,
}

/// A list without parameters of its own.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

impl Check for NoFilter {}

impl<T: DeserializeOwned + Check> FromRequest for ListParams<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()))
    }
}

fn parse<T: DeserializeOwned + Check>(query: &str) -> Result<ListParams<T>, Problem> {
    let (mut limit, mut cursor) = (None, None);
    let mut faults = Faults::default();
    let mut rest = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let slot = match name.as_ref() {
            "limit" => &mut limit,
            "cursor" => &mut cursor,
            _ => {
                rest.append_pair(&name, &value);
                continue;
            }
        };
        if slot.replace(value.into_owned()).is_some() {
            faults.add(format!("?{name}"), FaultCode::Duplicate);
        }
    }
    let limit = match limit.as_deref().map(str::parse::<u32>) {
        None => Page::DEFAULT_LIMIT,
        Some(Ok(limit)) => {
            faults.range("?limit", limit, 1..=Page::MAX_LIMIT);
            limit
        }
        Some(Err(_)) => {
            faults.add("?limit", FaultCode::Invalid);
            Page::DEFAULT_LIMIT
        }
    };
    let filter = query::parse(&rest.finish(), faults)?;
    Ok(ListParams { page: Page { limit, cursor: cursor.map(Cursor::from_text) }, filter })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(query: &str) -> Vec<String> {
        let problem = parse::<NoFilter>(query).expect_err(query);
        problem.faults().iter().map(|f| format!("{} {}", f.pointer, f.code)).collect()
    }

    #[test]
    fn faults_of_page_and_filter_are_told_together() {
        assert_eq!(refusal("limit=0&sort=name"), ["?limit too_small", "?sort unknown"]);
        assert_eq!(refusal("limit=101"), ["?limit too_large"]);
        assert_eq!(refusal("limit=many"), ["?limit invalid"]);
        assert_eq!(refusal("limit=1&limit=2"), ["?limit duplicate"]);
    }

    #[test]
    fn pages_concatenate_to_the_whole_list() {
        let all: Vec<u32> = (1..=45).collect();
        let (mut seen, mut query) = (Vec::new(), String::from("limit=10"));
        loop {
            let page = parse::<NoFilter>(&query).expect("a page").page;
            let after = page.after::<u32>().expect("a position").unwrap_or(0);
            let rows: Vec<u32> = all.iter().copied().filter(|row| *row > after).take(11).collect();
            let (rows, next) = page.cut(rows, |row| *row).expect("a page");
            seen.extend(rows);
            match next {
                Some(next) => query = format!("limit=10&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen, all, "pitfall 11");
    }
}
