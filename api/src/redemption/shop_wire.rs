//! Shops on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::redemption::Shop;

use crate::http::problem::{Check, Faults};

/// What a shop says of itself.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShopIn {
    /// 1 to 100 characters.
    #[schema(example = "第一村先锋超市")]
    pub name: String,
    /// Where to find it, 1 to 200 characters.
    #[schema(example = "村委会一楼")]
    pub place: String,
    /// When somebody is there, in words, 1 to 200 characters.
    #[schema(example = "每周一、周四 9:00–11:00")]
    pub opening: String,
}

impl ShopIn {
    /// What others will read of it.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.place, &self.opening].into_iter().map(String::as_str)
    }
}

impl Check for ShopIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/name", &self.name, 1..=100);
        faults.text("/place", &self.place, 1..=200);
        faults.text("/opening", &self.opening, 1..=200);
    }
}

impl ShopIn {
    /// Writes it into a shop.
    pub(super) fn write(&self, shop: &mut Shop) {
        shop.name = self.name.trim().to_owned();
        shop.place = self.place.trim().to_owned();
        shop.opening = self.opening.trim().to_owned();
    }
}

/// A shop.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShopOut {
    /// Its id.
    pub id: Uuid,
    /// Where it belongs: it serves the members of this organization and of what lies below.
    pub organization_id: Uuid,
    /// Its name.
    pub name: String,
    /// Where to find it.
    pub place: String,
    /// When somebody is there.
    pub opening: String,
    /// `open` or `closed`.
    pub state: &'static str,
    /// Send it back as `If-Match` with an edit.
    pub version: u64,
}

impl From<&Shop> for ShopOut {
    fn from(shop: &Shop) -> Self {
        Self {
            id: shop.id.0,
            organization_id: shop.organization.0,
            name: shop.name.clone(),
            place: shop.place.clone(),
            opening: shop.opening.clone(),
            state: shop.state.code(),
            version: shop.version,
        }
    }
}

/// The example in the document.
pub(super) fn shop_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000071", "organizationId": "018e0f6a-0000-7000-8000-000000000001",
        "name": "第一村先锋超市", "place": "村委会一楼", "opening": "每周一、周四 9:00–11:00", "state": "open", "version": 1
    })
}
