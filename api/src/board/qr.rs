//! The QR code of the page's own address: a reader of the paper finds today's figures.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The code as inline SVG, one unit a module; `None` for an address too long for any code
/// (the page then shows the address alone).
pub(crate) fn svg(address: &str) -> Option<String> {
    // Level M survives a notice board's weather; higher levels make modules too small for old phones.
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let document = code.render::<svg::Color<'_>>().module_dimensions(1, 1).build();
    // Inside HTML an XML declaration is a parse error.
    document.find("<svg").and_then(|start| document.get(start..)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_plain_svg_without_the_address_in_it() {
        let code = svg("https://example.org/board/1\"><script>").expect("short enough");
        assert!(code.starts_with("<svg") && code.ends_with("</svg>"));
        assert!(!code.contains("script"));
        assert!(code.len() < 24 * 1024, "{} bytes", code.len());
    }

    #[test]
    fn an_address_beyond_any_code_gives_none() {
        assert_eq!(svg(&"x".repeat(5000)), None);
    }
}
