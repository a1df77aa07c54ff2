//! A named liaison speaks with who is away every month: S4-6.

use serde_json::{Value, json};
use xianfeng_domain::access::Role;
use xianfeng_tests::TestServer;

use super::gone;
use crate::care::{appointed, remind};
use crate::inbox::told;

const SAID: &str = "工地停工，想回乡";

fn talk(on: &str) -> Value {
    json!({ "on": on, "manner": "phone", "said": SAID })
}

/// By the liaison, or the branch; never about oneself; read by who is concerned only.
#[tokio::test]
async fn talks_are_on_record() {
    let server = TestServer::start_with(2, 6, &[]).await;
    let [own, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let [secretary, member, liaison, bystander, overseer] = [0, 1, 2, 3, 4].map(|place| own.members[place].clone());
    appointed(&server, &overseer, Role::Overseer).await;
    let away = gone(&server, &member, &liaison, json!({})).await;
    assert_eq!((told(&server, &member, "away.recorded").await, told(&server, &liaison, "away.liaison").await), (1, 1));
    let contacts = format!("{away}/contacts");
    for (by, on, code) in [
        (&bystander, "2024-02-10", "auth.forbidden"),
        (&overseer, "2024-02-10", "auth.forbidden"),
        (&member, "2024-02-10", "auth.forbidden"),
        (&other.members[0], "2024-02-10", "away.not_found"),
        (&liaison, "2024-01-31", "away.not_away_then"),
        (&liaison, "2024-03-02", "request.invalid"),
    ] {
        server.post(&contacts, by, talk(on)).await.refused(code);
    }
    let recorded = server.post(&contacts, &liaison, talk("2024-02-10")).await.expect(201);
    assert_eq!(recorded.get("said"), None, "first replies are kept: they hold no text");
    server.post(&contacts, &secretary, talk("2024-02-11")).await.expect(201);
    assert_eq!(told(&server, &member, "away.contacted").await, 2);
    for (by, view) in
        [(&secretary, "home"), (&member, "member"), (&liaison, "liaison"), (&server.fixture.clerk, "home")]
    {
        let seen = server.get(&away, by).await.expect(200);
        assert_eq!((&seen["view"], &seen["contacts"][1]["said"]), (&json!(view), &json!(SAID)));
        assert_eq!(seen["contacts"][1]["by"], json!(liaison.name));
    }
    for by in [&bystander, &overseer, &other.members[0]] {
        server.get(&away, by).await.refused("away.not_found");
    }
    // S2-6: who keeps the list sees that they are away, not what was said.
    let list = server.get(&format!("/members/{}/aways", member.id.0), &overseer).await.expect(200);
    assert!(!list.to_string().contains(SAID));
}

/// Nobody puts the talk with themselves on record, whatever their office.
#[tokio::test]
async fn nobody_speaks_with_themselves() {
    let server = TestServer::start().await;
    let own = server.fixture.branches[0].clone();
    let secretary = &own.members[0];
    let going = json!({ "from": "2024-02-01", "destination": "太原务工", "liaisonId": own.members[1].id.0 });
    let path = format!("/members/{}/aways", secretary.id.0);
    let away = server.post(&path, &server.fixture.clerk, going).await.expect(201);
    let contacts = format!("/aways/{}/contacts", away["id"].as_str().unwrap());
    server.post(&contacts, secretary, talk("2024-02-10")).await.refused("away.own");
}

/// Due in each month that begins away: the liaison hears of it ten days before its end, the secretary after it.
#[tokio::test]
async fn a_month_without_a_talk_is_told() {
    let server = TestServer::start().await;
    let own = server.fixture.branches[0].clone();
    let [secretary, member, liaison] = [0, 1, 2].map(|place| own.members[place].clone());
    let away = gone(&server, &member, &liaison, json!({})).await;
    server.post(&format!("{away}/contacts"), &liaison, talk("2024-02-10")).await.expect(201);
    let due = format!("/aways/contacts/due?organizationId={}", own.id.0);
    let line = async |path: String, by| server.get(&path, by).await.expect(200)["items"][0].clone();
    let february = line(format!("{due}&period=2024-02"), &secretary).await;
    assert_eq!((&february["done"], &february["contactedOn"]), (&json!(true), &json!("2024-02-10")));
    let march = line("/aways/contacts/due".to_owned(), &liaison).await;
    assert_eq!((&march["done"], &march["memberName"]), (&json!(false), &json!(member.name)));
    assert_eq!(line("/aways/contacts/due".to_owned(), &member).await, Value::Null);
    server.get(&due, &liaison).await.refused("organization.not_found");
    server.get(&format!("{due}&period=2024-Q1"), &secretary).await.refused("request.invalid_query");
    let counts = async || {
        (told(&server, &liaison, "away.contact_due").await, told(&server, &secretary, "away.contact_missed").await)
    };
    for (now, expected) in [
        ("2024-03-20T01:00:00Z", (0, 0)),
        ("2024-03-22T01:00:00Z", (1, 0)),
        ("2024-03-30T01:00:00Z", (1, 0)),
        ("2024-04-01T01:00:00Z", (1, 1)),
        ("2024-04-12T01:00:00Z", (1, 1)),
    ] {
        server.set_time(now);
        remind(&server).await;
        assert_eq!(counts().await, expected, "{now}");
    }
    server.post(&format!("{away}/contacts"), &liaison, talk("2024-04-12")).await.expect(201);
    server.set_time("2024-04-28T01:00:00Z");
    remind(&server).await;
    assert_eq!(counts().await, (1, 1), "April was done");
}

/// Another liaison: the one before stays on record, and both are told.
#[tokio::test]
async fn liaisons_change() {
    let server = TestServer::start().await;
    let own = server.fixture.branches[0].clone();
    let [secretary, member, first, second] = [0, 1, 2, 3].map(|place| own.members[place].clone());
    let away = gone(&server, &member, &first, json!({})).await;
    let change = |to: &xianfeng_tests::fixture::FixtureMember| json!({ "liaisonId": to.id.0 });
    let path = format!("{away}/liaison");
    server.post(&path, &first, change(&second)).await.refused("auth.forbidden");
    server.post(&path, &secretary, change(&member)).await.refused("request.invalid");
    let changed = server.post(&path, &secretary, change(&second)).await.expect(200);
    assert_eq!(changed["liaisonName"], json!(second.name));
    assert_eq!(told(&server, &first, "away.liaison_ended").await, 1);
    assert_eq!(
        (told(&server, &second, "away.liaison").await, told(&server, &member, "away.liaison_changed").await),
        (1, 1)
    );
    server.get(&away, &first).await.refused("away.not_found");
    server.post(&format!("{away}/contacts"), &first, talk("2024-02-10")).await.refused("auth.forbidden");
    let seen = server.get(&away, &second).await.expect(200);
    let names: Vec<_> = seen["liaisons"].as_array().unwrap().iter().map(|past| past["name"].clone()).collect();
    assert_eq!(names, [json!(first.name), json!(second.name)]);
    server.post(&format!("{away}/return"), &secretary, json!({ "backOn": "2024-03-01" })).await.expect(200);
    server.post(&path, &secretary, change(&first)).await.refused("away.already_back");
    assert_eq!(
        (told(&server, &second, "away.liaison_ended").await, told(&server, &member, "away.returned").await),
        (1, 1)
    );
}
