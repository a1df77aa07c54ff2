//! A veto keeps out of grades for the rest of the cycle (S0-12).

use serde_json::{Value, json};
use xianfeng_infra::db::Tx;
use xianfeng_infra::zeroings;
use xianfeng_tests::TestServer;

use super::{adopt_items, differences, entered, lifted, zeroed};

#[tokio::test]
async fn a_veto_keeps_out_of_the_grade_until_the_cycle_ends() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let member = &server.fixture.branches[0].members[1].clone();
    entered(&server, member, "test_snow", "2024-02-01", json!({})).await;
    let standing = async || server.get("/me/comparison?period=2024-Q1", member).await.expect(200)["current"].clone();
    let before = standing().await;
    assert_eq!((&before["grade"], &before["keptOut"]), (&json!("excellent"), &json!(false)));
    let (veto, done) = zeroed(&server, member, "test_veto", "2024-03-01").await;
    assert_eq!((&done["zeroing"]["kind"], &done["zeroing"]["keepsOutUntil"]), (&json!("veto"), &json!("2024-12-31")));
    assert_eq!(done["entries"][2]["kind"], "veto");
    let under = standing().await;
    assert_eq!((&under["grade"], &under["keptOut"], &under["total"]), (&Value::Null, &json!(true), &json!(0)));
    // S0-12: the live boards leave the grade out, as the edition will.
    let township = server.fixture.township;
    let path = format!("/leaderboards/members?organizationId={township}&period=2024-Q1");
    let grades = async || {
        let board = server.get(&path, &server.fixture.clerk).await.expect(200);
        let rows = board["items"].as_array().unwrap().clone();
        let own = rows.iter().find(|row| row["memberId"] == json!(member.id.0)).unwrap();
        (own["grade"].clone(), rows.iter().filter(|row| row["grade"].is_null()).count())
    };
    assert_eq!(grades().await, (Value::Null, 1));
    let kept_out = async |day: &str| {
        let (day, id) = (day.parse().unwrap(), member.id);
        let read = async |tx: &Tx| zeroings::kept_out(tx, [id], day).await;
        server.app.database.read(read).await.unwrap().contains(&id)
    };
    for (day, out) in [("2024-02-29", false), ("2024-03-01", true), ("2024-12-31", true), ("2025-01-01", false)] {
        assert_eq!(kept_out(day).await, out, "{day}");
    }
    lifted(&server, &veto).await;
    assert!(!kept_out("2024-03-01").await);
    assert_eq!(standing().await["grade"], "excellent");
    assert_eq!(grades().await.1, 0);
    assert_eq!(differences(&server).await, []);
}
