//! The object store against a stand-in that speaks enough S3.

#![cfg(test)]

mod s3;

use std::num::NonZeroU64;
use std::sync::Once;

use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use s3::{Mood, S3};
use xianfeng_infra::files::{BlobStore, ContentDigest, ObjectStore, ObjectStoreConfig, StoreError};

const SECRET: &str = "s3cr3t-of-the-township";
const PICTURE: Bytes = Bytes::from_static(b"a picture of a cleared ditch");

fn config(endpoint: String) -> ObjectStoreConfig {
    static TLS: Once = Once::new();
    TLS.call_once(|| {
        // Another part's tests may have been first; all install the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    ObjectStoreConfig {
        endpoint,
        region: "cn-test-1".into(),
        bucket: s3::BUCKET.into(),
        access_key_id: s3::KEY_ID.into(),
        secret_access_key: SECRET.into(),
        path_style: true,
        timeout_seconds: NonZeroU64::MIN,
    }
}

fn open(s3: &S3) -> ObjectStore {
    ObjectStore::new(&config(s3.address())).unwrap()
}

/// Neither the secret nor anything of the signed address.
fn is_discreet(error: &StoreError) -> bool {
    let text = format!("{error} {error:?}");
    ![SECRET, s3::KEY_ID, "X-Amz", "127.0.0.1", "http"].iter().any(|part| text.contains(part))
}

#[actix_web::test]
async fn what_is_put_comes_back_until_it_is_deleted() {
    let s3 = S3::start(SECRET);
    let store = open(&s3);
    store.check().await.unwrap();

    let name = store.put(PICTURE).await.unwrap();
    assert_eq!(name, ContentDigest::of(&PICTURE));
    assert_eq!(store.get(name).await.unwrap(), PICTURE);

    store.delete(name).await.unwrap();
    store.delete(name).await.unwrap();
    assert!(matches!(store.get(name).await, Err(StoreError::NotFound)));
}

/// Pitfall 38: a repeated upload makes no doubles.
#[actix_web::test]
async fn the_same_bytes_are_sent_once() {
    let s3 = S3::start(SECRET);
    let store = open(&s3);
    for _ in 0..3 {
        store.put(PICTURE).await.unwrap();
    }
    assert_eq!((s3.objects(), s3.puts()), (1, 1));
}

#[actix_web::test]
async fn altered_and_shortened_objects_are_noticed_and_shortened_ones_mended() {
    let s3 = S3::start(SECRET);
    let store = open(&s3);
    let name = store.put(PICTURE).await.unwrap();

    s3.alter(|object| object[0] ^= 1);
    assert!(matches!(store.get(name).await, Err(StoreError::Corrupt)));
    s3.alter(|object| object.truncate(3));
    assert!(matches!(store.get(name).await, Err(StoreError::Corrupt)));

    store.put(PICTURE).await.unwrap();
    assert_eq!(store.get(name).await.unwrap(), PICTURE);
}

#[actix_web::test]
async fn an_object_without_end_is_not_read_to_its_end() {
    let s3 = S3::start(SECRET);
    let store = open(&s3);
    let name = store.put(PICTURE).await.unwrap();
    s3.alter(|object| object.resize(17 * 1024 * 1024, 0));
    assert!(matches!(store.get(name).await, Err(StoreError::Corrupt)));
}

#[actix_web::test]
async fn a_wrong_secret_is_refused_and_said_so_without_it() {
    let s3 = S3::start("another secret");
    let store = open(&s3);
    let refused = [
        store.put(PICTURE).await.err().unwrap(),
        store.get(ContentDigest::of(&PICTURE)).await.err().unwrap(),
        store.delete(ContentDigest::of(&PICTURE)).await.err().unwrap(),
        store.check().await.err().unwrap(),
    ];
    for error in refused {
        assert!(matches!(error, StoreError::Refused { status: 403 }), "{error:?}");
        assert!(is_discreet(&error));
    }
    assert_eq!(s3.objects(), 0);
}

#[actix_web::test]
async fn a_store_in_trouble_is_told_from_a_missing_picture() {
    let s3 = S3::start(SECRET);
    let store = open(&s3);
    let name = store.put(PICTURE).await.unwrap();
    for mood in [
        Mood::Answering(StatusCode::SERVICE_UNAVAILABLE),
        Mood::Answering(StatusCode::INTERNAL_SERVER_ERROR),
        Mood::Answering(StatusCode::TOO_MANY_REQUESTS),
        Mood::Hanging,
    ] {
        s3.set(mood);
        let failed = [
            store.put(Bytes::from_static(b"another")).await.err().unwrap(),
            store.get(name).await.err().unwrap(),
            store.delete(name).await.err().unwrap(),
            store.check().await.err().unwrap(),
        ];
        for error in failed {
            assert!(matches!(error, StoreError::Unavailable(_)), "{mood:?}: {error:?}");
            assert!(is_discreet(&error));
        }
    }
    s3.set(Mood::Well);
    assert_eq!(store.get(name).await.unwrap(), PICTURE);
}

#[actix_web::test]
async fn a_full_store_is_told_from_a_broken_one() {
    let s3 = S3::start(SECRET);
    s3.set(Mood::Answering(StatusCode::INSUFFICIENT_STORAGE));
    assert!(matches!(open(&s3).put(PICTURE).await, Err(StoreError::Full)));
}

/// A redirect would carry the signature to whoever it names.
#[actix_web::test]
async fn redirects_are_not_followed() {
    let (s3, elsewhere) = (S3::start(SECRET), S3::start(SECRET));
    s3.set(Mood::Answering(StatusCode::TEMPORARY_REDIRECT));
    s3.redirect_to(elsewhere.address());
    assert!(matches!(open(&s3).put(PICTURE).await, Err(StoreError::Refused { status: 307 })));
    assert_eq!(elsewhere.requests(), 0);
}

#[actix_web::test]
async fn a_store_that_is_down_is_unavailable() {
    let s3 = S3::start(SECRET);
    let address = s3.address();
    s3.stop().await;
    let error = ObjectStore::new(&config(address)).unwrap().put(PICTURE).await.err().unwrap();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
    assert!(is_discreet(&error));
}
