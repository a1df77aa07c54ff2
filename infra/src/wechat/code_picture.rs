//! `wxacode.getUnlimited`: the picture to scan that opens a page of the mini-program.

use serde_json::{Value, json};

use super::{
    WeChat,
    error::WeChatError,
    reply::{self, Unread},
    settings::Environment,
    transport::Endpoint,
};

/// Which page a scanned picture opens, and with what.
#[derive(Clone, Copy, Debug)]
pub struct CodePicture<'a> {
    /// What the page is told: 1 to 32 of `0-9A-Za-z!#$&'()*+,/:;=?@-._~`. A short random id, not
    /// data: whoever sees the picture can read it.
    pub scene: &'a str,
    /// Page such as `pages/bind/index`, without leading `/` or query; the home page if `None`.
    pub page: Option<&'a str>,
    /// Width of the square picture in pixels, 280 to 1280.
    pub width: u16,
}

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
}

impl MediaType {
    /// The value for `Content-Type`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// A picture as WeChat made it. The code in it never expires, so it may be kept for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Format, by content.
    pub media_type: MediaType,
    /// The file, at most 4 MiB.
    pub bytes: Vec<u8>,
}

impl CodePicture<'_> {
    fn check(&self) -> Result<(), WeChatError> {
        let scene = (1..=32).contains(&self.scene.len())
            && self.scene.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&'()*+,/:;=?@-._~".contains(&byte));
        let page =
            self.page.is_none_or(|page| !page.is_empty() && !page.starts_with('/') && !page.contains(['?', '#']));
        match (scene, page, (280..=1280).contains(&self.width)) {
            (false, _, _) => Err(WeChatError::InvalidArgument { name: "scene" }),
            (_, false, _) => Err(WeChatError::InvalidArgument { name: "page" }),
            (_, _, false) => Err(WeChatError::InvalidArgument { name: "width" }),
            (true, true, true) => Ok(()),
        }
    }

    fn body(&self, environment: Environment) -> Value {
        let mut body = json!({
            "scene": self.scene,
            "width": self.width,
            "env_version": environment.as_str(),
            // Pages of builds that are not released yet are unknown to the platform.
            "check_path": environment == Environment::Release,
        });
        if let Some(page) = self.page {
            body["page"] = page.into();
        }
        body
    }
}

impl WeChat {
    /// Has WeChat draw a picture for `code`.
    ///
    /// # Errors
    /// [`WeChatError::InvalidArgument`] before anything is sent, [`WeChatError::Refused`] with
    /// 41030 when the page is not in the released build, and those of every call.
    pub async fn code_picture(&self, code: CodePicture<'_>) -> Result<Picture, WeChatError> {
        code.check()?;
        let body = code.body(self.inner.settings.environment);
        self.post_with_token(Endpoint::CodePicture, &body, read).await
    }
}

/// Goes by the first bytes: the header's media type comes with varying parameters, and an error
/// is JSON with status 200.
fn read(body: &[u8]) -> Result<Picture, Unread> {
    let media_type = match body {
        [0xFF, 0xD8, 0xFF, ..] => MediaType::Jpeg,
        [0x89, b'P', b'N', b'G', ..] => MediaType::Png,
        _ => {
            // A success without a picture is no answer either.
            return Err(reply::parse::<Value>(body).err().unwrap_or(Unread::Malformed));
        }
    };
    Ok(Picture { media_type, bytes: body.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(scene: &str) -> CodePicture<'_> {
        CodePicture { scene, page: Some("pages/bind/index"), width: 430 }
    }

    #[test]
    fn arguments_are_checked_before_anything_is_sent() {
        assert_eq!(code("i=7&c=AbC").check(), Ok(()));
        for scene in ["", "100%", "党员", "a b", &"x".repeat(33)] {
            assert_eq!(code(scene).check(), Err(WeChatError::InvalidArgument { name: "scene" }), "{scene}");
        }
        for page in ["", "/pages/bind", "pages/bind?x=1"] {
            let code = CodePicture { page: Some(page), ..code("a") };
            assert_eq!(code.check(), Err(WeChatError::InvalidArgument { name: "page" }), "{page}");
        }
        for width in [279, 1281] {
            let code = CodePicture { width, ..code("a") };
            assert_eq!(code.check(), Err(WeChatError::InvalidArgument { name: "width" }), "{width}");
        }
    }

    #[test]
    fn only_the_released_build_has_its_pages_checked() {
        assert_eq!(code("a").body(Environment::Release)["check_path"], true);
        assert_eq!(code("a").body(Environment::Trial)["check_path"], false);
        assert!(CodePicture { page: None, ..code("a") }.body(Environment::Release).get("page").is_none());
    }

    #[test]
    fn pictures_are_told_from_refusals_by_content() {
        assert_eq!(read(b"\xFF\xD8\xFF\xE0rest").unwrap().media_type, MediaType::Jpeg);
        assert_eq!(read(b"\x89PNG\r\n").unwrap().media_type, MediaType::Png);
        assert!(matches!(read(br#" {"errcode":41030}"#), Err(Unread::Refused(refusal)) if refusal.errcode == 41030));
        for body in [&b""[..], b"{}", b"<html>", b"GIF89a"] {
            assert_eq!(read(body), Err(Unread::Malformed));
        }
    }
}
