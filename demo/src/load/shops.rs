//! Shops, their shelves, and orders.

use xianfeng_api::Failure;
use xianfeng_api::http::wire::WireDay;
use xianfeng_api::redemption::{
    self, Keeper, LimitIo, NewRewardIn, NewShopIn, OrderIn, PickupBatchIn, ReceiptIn, RewardIn, ShopIn,
};
use xianfeng_domain::Points;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{OrderId, ShopId};
use xianfeng_infra::db::StoreError;
use xianfeng_infra::redemption as rows;

use super::life::{Made, Scene, made};
use crate::township::Trade;

pub(super) async fn perform(scene: &Scene<'_>, known: &mut Made, event: &Trade) -> Result<(), Failure> {
    let Scene { tx, app, act, .. } = *scene;
    let (administer, keeps) = (scene.reach(Right::Administer), scene.reach(Right::KeepShop));
    match event {
        Trade::Shop { mark, seat, name, place, opening } => {
            let at = scene.world.organization(*seat);
            let at = at.ok_or_else(|| StoreError::corrupt("the plan names no such organization"))?;
            let [name, place, opening] = [name, place, opening].map(|text| (*text).to_owned());
            let new = NewShopIn { organization_id: at.id.0, shop: ShopIn { name, place, opening } };
            known.insert(*mark, redemption::open_shop_at(tx, act, &administer, &new).await?.id.0);
        }
        Trade::Reward { mark, name, unit, description, price, limit } => {
            let [name, unit, description] = [name, unit, description].map(|text| (*text).to_owned());
            let reward = RewardIn {
                low_mark: None,
                name,
                unit,
                description,
                price: Points::from_hundredths(*price).into(),
                limit: limit.map(|most| LimitIo { most, per: "quarter".to_owned() }),
                threshold_points: None,
                threshold_grades: Vec::new(),
            };
            let organization_id = scene.world.township.id.0;
            let new = NewRewardIn { organization_id, shop_id: None, kind: "goods".to_owned(), reward };
            let drafted = redemption::draft_reward(tx, act, &administer, &new).await?;
            redemption::offer(tx, act, &administer, drafted.id).await?;
            known.insert(*mark, drafted.id.0);
        }
        Trade::Receive { shop, reward, quantity } => {
            let new = ReceiptIn {
                reward_id: made(known, *reward)?,
                quantity: *quantity,
                note: Some("乡供销社送货单".to_owned()),
                low_mark: Some(3),
            };
            redemption::receive(tx, act, &keeps, ShopId(made(known, *shop)?), &new).await?;
        }
        Trade::Order { mark, shop, reward } => {
            let member = act.caller.member.as_ref();
            let member = member.ok_or_else(|| StoreError::corrupt("only members order"))?;
            let (reward_id, shop_id) = (made(known, *reward)?, made(known, *shop)?);
            let wanted = OrderIn { reward_id, shop_id: Some(shop_id), quantity: 1, pin: None };
            known.insert(*mark, redemption::order(tx, app, act, member, &wanted).await?.id.0);
        }
        Trade::HandOut { order, shop } => {
            let id = OrderId(made(known, *order)?);
            let found = rows::orders_by_ids(tx, ShopId(made(known, *shop)?), &[id]).await?.pop();
            let found = found.ok_or_else(|| StoreError::corrupt("an order is gone"))?;
            let note = "停电，签字名单存村委会".to_owned();
            let list = PickupBatchIn { day: WireDay(act.today()), note, order_ids: vec![id.0] };
            let keeper = Keeper { act, person: scene.by()?, reach: &keeps };
            redemption::record(tx, &keeper, &found, &list).await?;
        }
        Trade::Cancel(order) => {
            redemption::cancel(tx, act, OrderId(made(known, *order)?), None).await?;
        }
    }
    Ok(())
}
