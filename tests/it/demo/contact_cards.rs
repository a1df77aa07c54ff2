//! The demonstration shows two contact cards (连心卡, S4-7): one with a photo, one with room to paste one on.

use std::collections::HashMap;

use xianfeng_domain::access::Reach;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::{moderation, organizations, posts};

use super::township::loaded;

#[tokio::test]
async fn one_contact_card_has_a_photo_that_has_passed() {
    let (_storage, app, _, township) = loaded().await;
    let read = async |tx: &Tx| -> Result<_, StoreError> {
        let township = organizations::find_open(tx, township).await?.unwrap();
        let all = Reach::under(township.path.clone());
        let filter = posts::PostFilter { limit: 1_000, ..posts::PostFilter::default() };
        let mut holdings = Vec::new();
        for post in posts::page(tx, &all, None, &filter).await? {
            holdings.extend(posts::holdings(tx, post.id, None, 1_000).await?.into_iter().map(|holding| holding.id));
        }
        let cards = posts::contact_cards(tx, holdings).await?;
        assert_eq!((cards.len(), cards.values().filter(|card| card.shows_photo).count()), (2, 2));
        let held: Vec<_> = cards.keys().map(|holding| Holder::ContactCard(*holding)).collect();
        let photos = evidence::of_all(tx, &held).await?;
        assert_eq!(photos.len(), 1);
        let states = moderation::states(tx, Subject::Picture, &[photos[0].id.0]).await?;
        assert_eq!(states, HashMap::from([(photos[0].id.0, CheckState::Passed)]));
        Ok(evidence::picture(tx, &photos[0].content).await?.unwrap())
    };
    let picture = app.database.read(read).await.unwrap();
    assert!(picture.height > picture.width, "a portrait");
    app.blobs.get(picture.thumbnail.into()).await.unwrap();
}
