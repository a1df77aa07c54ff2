//! Redemption points in sentences that a member understands.

use chrono::Datelike;
use xianfeng_domain::Points;
use xianfeng_domain::ids::LotId;
use xianfeng_domain::purse::{Amount, Lot, Movement, MovementKind};
use xianfeng_domain::time::{Day, day_of};

use crate::board::Lang;
use crate::http::problem::Language;

/// What a member has.
pub(super) fn wallet(free: Points, reserved: Points, soon: &[(LotId, Day, Amount)], language: Language) -> String {
    let mut text = match language {
        Language::Chinese => format!("您有{free}兑换分可用"),
        Language::English => format!("You have {free} redemption points to spend"),
    };
    if !reserved.is_zero() {
        text.push_str(&match language {
            Language::Chinese => format!("，另有{reserved}兑换分已为兑换预留"),
            Language::English => format!(", and {reserved} are kept for orders"),
        });
    }
    text.push_str(match language {
        Language::Chinese => "。",
        Language::English => ".",
    });
    if let Some((_, day, _)) = soon.first() {
        let points: Points = soon.iter().filter(|(_, other, _)| other == day).map(|(_, _, amount)| amount.points).sum();
        text.push_str(&match language {
            Language::Chinese => format!("其中{points}兑换分将于{}到期，请在此前兑换。", chinese_day(*day)),
            Language::English => format!(" {points} of them run out after {day}: spend them before."),
        });
    }
    text
}

/// What a step did.
pub(super) fn movement(movement: &Movement, lot: Option<&Lot>, language: Language) -> String {
    let (day, points) = (day_of(movement.at), movement.amount.points);
    match language {
        Language::Chinese => {
            let period = lot.map(|lot| Lang::Chinese.period(lot.period)).unwrap_or_default();
            let until = lot.and_then(|lot| lot.expires_on);
            let until = until.map(|day| format!("，{}前有效", chinese_day(day))).unwrap_or_default();
            let day = chinese_day(day);
            match movement.kind {
                MovementKind::Issue => format!("{day}，{period}结算发放{points}兑换分{until}。"),
                MovementKind::Reserve => format!("{day}，兑换预留{points}兑换分（{period}发放）。"),
                MovementKind::Fulfil => format!("{day}，兑换完成，用去预留的{points}兑换分（{period}发放）。"),
                MovementKind::Cancel => format!("{day}，兑换未成，退回{points}兑换分（{period}发放）{until}。"),
                MovementKind::Refund => format!("{day}，券码无法使用，退回{points}兑换分（{period}发放）{until}。"),
                MovementKind::Expire => format!("{day}，{points}兑换分到期失效（{period}发放）。"),
            }
        }
        Language::English => {
            let period = lot.map(|lot| lot.period.to_string()).unwrap_or_default();
            let until = lot.and_then(|lot| lot.expires_on);
            let until = until.map(|day| format!(", good until {day}")).unwrap_or_default();
            match movement.kind {
                MovementKind::Issue => format!("{day}: {points} redemption points issued for {period}{until}."),
                MovementKind::Reserve => format!("{day}: {points} redemption points of {period} kept for an order."),
                MovementKind::Fulfil => {
                    format!("{day}: an order took the {points} kept redemption points of {period}.")
                }
                MovementKind::Cancel => {
                    format!("{day}: an order fell through, {points} redemption points of {period} came back{until}.")
                }
                MovementKind::Refund => {
                    format!("{day}: a coupon did not work, {points} redemption points of {period} came back{until}.")
                }
                MovementKind::Expire => format!("{day}: {points} redemption points of {period} ran out."),
            }
        }
    }
}

fn chinese_day(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
