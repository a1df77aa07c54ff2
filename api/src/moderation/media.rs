//! The address at which the platform fetches one picture: signed, for forty minutes, without any log-in.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;
use xianfeng_domain::ids::FileId;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::evidence;
use xianfeng_infra::privacy::Vault;

use crate::app::App;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};

/// The platform fetches within half an hour.
const LIFETIME: TimeDelta = TimeDelta::minutes(40);

/// What the keyed hash is for: no other hash of ours opens this door.
const PURPOSE: &[u8] = b"wechat media";

const FILE: usize = 16;
const NAMED: usize = FILE + 8;

/// The address of a picture, from now on for forty minutes.
pub(super) fn address(app: &App, file: FileId, now: DateTime<Utc>) -> String {
    format!("{}/wechat/media/{}", app.settings.public_base_url, token(&app.vault, file, now + LIFETIME))
}

fn token(vault: &Vault, file: FileId, until: DateTime<Utc>) -> String {
    let named = [file.0.as_bytes().as_slice(), &until.timestamp().to_be_bytes()].concat();
    let tag = vault.keyed(PURPOSE, &named);
    URL_SAFE_NO_PAD.encode([named.as_slice(), &tag].concat())
}

/// The picture of a token that is ours and still good.
fn opened(vault: &Vault, token: &str, now: DateTime<Utc>) -> Option<FileId> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (named, tag) = bytes.split_at_checked(NAMED)?;
    if !bool::from(vault.keyed(PURPOSE, named).ct_eq(tag)) {
        return None;
    }
    let (file, until) = named.split_first_chunk::<FILE>()?;
    let until = DateTime::from_timestamp(i64::from_be_bytes(until.try_into().ok()?), 0)?;
    (now < until).then(|| FileId(Uuid::from_bytes(*file)))
}

/// A picture, for WeChat's check.
///
/// For the platform, and for who decides in its stead: an address of one picture that cannot be guessed and is good
/// for forty minutes.
#[utoipa::path(
    tag = "wechat",
    security(()),
    params(("token" = String, Path, description = "From the check")),
    responses((status = 200, description = "The picture", content_type = "image/jpeg", body = [u8])),
    extensions(("x-error-codes" = json!(["file.not_found"]))),
)]
#[get("/wechat/media/{token}")]
pub(super) async fn get_checked_picture(app: Data<App>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let file = opened(&app.vault, &token, app.clock.now()).ok_or(Code::FileNotFound)?;
    let find = async |tx: &Tx| -> Result<_, Failure> {
        let upload = evidence::find(tx, file).await?.ok_or(Code::FileNotFound)?;
        let picture = evidence::picture(tx, &upload.content).await?;
        Ok(picture.ok_or_else(|| StoreError::corrupt("an upload without a picture"))?)
    };
    let picture = app.database.read(find).await?;
    let jpeg = app.blobs.get(picture.full.into()).await.map_err(crate::files::unstored)?;
    Ok(HttpResponse::Ok().content_type("image/jpeg").insert_header((CACHE_CONTROL, "no-store")).body(jpeg))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_opens_its_one_picture_for_its_time_and_with_its_key() {
        let (vault, other) = (Vault::new(&[1; 32], &[2; 32]), Vault::new(&[1; 32], &[3; 32]));
        let (file, now) = (FileId(Uuid::now_v7()), DateTime::UNIX_EPOCH);
        let address = token(&vault, file, now + LIFETIME);
        assert_eq!(opened(&vault, &address, now), Some(file));
        assert_eq!(opened(&vault, &address, now + LIFETIME - TimeDelta::seconds(1)), Some(file));
        assert_eq!(opened(&vault, &address, now + LIFETIME), None);
        assert_eq!(opened(&other, &address, now), None);
        for broken in ["", "AAAA", &address[1..], &format!("B{}", &address[1..]), &address[..address.len() - 1]] {
            assert_eq!(opened(&vault, broken, now).filter(|_| *broken != *address), None, "{broken}");
        }
    }
}
