//! The reference page of all error codes, generated from the table: what a problem's `type`
//! points to.

use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Code, FaultCode, Language, Problem};

/// Where the page is served.
pub const PATH: &str = "/docs/errors";

#[derive(Template)]
#[template(path = "errors.html")]
struct Page {
    codes: Vec<Entry>,
    faults: Vec<Entry>,
}

struct Entry {
    code: &'static str,
    status: u16,
    title: &'static str,
    zh: String,
    en: String,
}

fn page() -> Page {
    let codes = Code::ALL.iter().map(|code| {
        let row = code.row();
        Entry {
            code: row.code,
            status: row.status,
            title: row.title,
            zh: row.detail.in_language(Language::Chinese).to_owned(),
            en: row.detail.in_language(Language::English).to_owned(),
        }
    });
    let faults = FaultCode::ALL.iter().map(|code| Entry {
        code: code.as_str(),
        status: Code::RequestInvalid.row().status,
        title: "",
        zh: code.detail().in_language(Language::Chinese).to_owned(),
        en: code.detail().in_language(Language::English).to_owned(),
    });
    Page { codes: codes.collect(), faults: faults.collect() }
}

/// The page as HTML.
pub fn html() -> Result<String, askama::Error> {
    page().render()
}

/// Serves the page.
pub(crate) async fn serve() -> Result<HttpResponse, Problem> {
    let html = html().map_err(Problem::internal)?;
    Ok(HttpResponse::Ok().insert_header(ContentType::html()).body(html))
}

/// Registers the page.
pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource(PATH).route(web::get().to(serve)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_reference_has_its_anchor() {
        let html = html().expect("a page");
        for code in Code::ALL {
            assert!(html.contains(&format!("id=\"{}\"", code.as_str())), "{}", code.as_str());
        }
    }
}
