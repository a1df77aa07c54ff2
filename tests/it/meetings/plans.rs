//! A year's plan, the calendar, agenda and materials of a meeting.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::work::Job;

use super::{opened, planned, start};
use crate::contents;
use crate::files_api::{photo, upload};

fn series(server: &xianfeng_tests::TestServer, more: Value) -> Value {
    let mut series = json!({
        "organizationId": server.fixture.branches[0].id.0, "kind": "party_day", "title": "主题党日", "year": 2024,
        "day": 5, "time": "09:00", "minutes": 120, "parts": ["学习日", "生活日", "议事日", "走访日", "服务日"],
        "attendanceItem": "branch_meeting"
    });
    series.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    series
}

/// S4-5, S2-3: the party days of a year in one call; what is over is not planned, nothing is planned twice, and each
/// stands by itself.
#[tokio::test]
async fn a_year_of_party_days_is_planned_in_one_call() {
    let server = start(2, 3).await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    server.set_time("2024-03-06T01:00:00Z");
    let made = server.post("/meetings/series", &secretary, series(&server, json!({}))).await.expect(201);
    let meetings = made["meetings"].as_array().unwrap();
    assert_eq!(meetings.len(), 9, "March's day is over");
    assert_eq!(
        (&meetings[0]["title"], &meetings[0]["startsAt"]),
        (&json!("4月主题党日"), &json!("2024-04-05T09:00:00+08:00"))
    );
    assert_eq!(meetings[8]["endsAt"], "2024-12-05T11:00:00+08:00");
    assert_eq!(meetings[0]["parts"].as_array().unwrap().len(), 5);
    let told = server.get("/me/inbox", &member).await.expect(200);
    assert_eq!(told["items"].as_array().unwrap().len(), 1, "once, not for each of them");
    assert_eq!(told["items"][0]["kind"], "meeting.series_planned");

    // Asked again for another day, only March is left to plan; a month that was called off is free.
    let again = series(&server, json!({ "day": 6 }));
    let none = server.post("/meetings/series", &secretary, again.clone()).await.expect(201);
    assert_eq!((none["meetings"].as_array().unwrap().len(), none["skipped"].as_array().unwrap().len()), (1, 9));
    let may = meetings[1]["id"].as_str().unwrap();
    server.post(&format!("/meetings/{may}/cancel"), &secretary, json!({ "reason": "防汛" })).await.expect(200);
    let may = server.post("/meetings/series", &secretary, again).await.expect(201);
    assert_eq!(may["meetings"][0]["startsAt"], "2024-05-06T09:00:00+08:00");

    // The second Friday; a plan of another kind stands beside it.
    let lessons = series(
        &server,
        json!({ "kind": "party_lesson", "title": "党课", "day": null, "week": 2, "weekday": "friday" }),
    );
    let lessons = server.post("/meetings/series", &secretary, lessons).await.expect(201);
    assert_eq!(lessons["meetings"][0]["startsAt"], "2024-03-08T09:00:00+08:00");

    let calendar = format!("/meetings/calendar?organizationId={}&month=2024-04", server.fixture.branches[0].id);
    let april = server.get(&calendar, &member).await.expect(200);
    let days: Vec<_> = april["days"].as_array().unwrap().iter().map(|day| day["day"].clone()).collect();
    assert_eq!((json!(days), &april["complete"]), (json!(["2024-04-05", "2024-04-12"]), &json!(true)));
    assert_eq!(april["days"][0]["meetings"][0]["title"], "4月主题党日");
    let other = server.fixture.branches[1].members[1].clone();
    assert_eq!(server.get(&calendar, &other).await.expect(200)["days"], json!([]), "not theirs");
    server.get(&calendar.replace("2024-04", "2024"), &member).await.refused("request.invalid_query");
    for faulty in [
        json!({ "day": 31 }),
        json!({ "day": null }),
        json!({ "week": 2, "weekday": "friday" }),
        json!({ "time": "24:00" }),
        json!({ "parts": ["a\nb"] }),
        json!({ "attendanceItem": "unheard_of" }),
    ] {
        server.post("/meetings/series", &secretary, series(&server, faulty)).await.refused("request.invalid");
    }
}

/// The same year asked for at once is planned once.
#[tokio::test]
async fn a_year_is_planned_once_however_often_it_is_asked_for() {
    let server = start(1, 2).await;
    let secretary = server.fixture.branches[0].members[0].clone();
    let asked = (0..6).map(|_| server.post("/meetings/series", &secretary, series(&server, json!({}))));
    let answers = futures_util::future::join_all(asked).await;
    let made: usize = answers.iter().map(|answer| answer.expect(201)["meetings"].as_array().unwrap().len()).sum();
    assert_eq!(made, 10);
    let list = server.get("/meetings?limit=100", &secretary).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 10);
}

/// The agenda in order, with who leads and how long, until the meeting opens.
#[tokio::test]
async fn an_agenda_is_edited_until_the_meeting_opens() {
    let server = start(2, 3).await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    let id = planned(&server, json!({})).await;
    let path = format!("/meetings/{id}/agenda");
    let agenda = json!({ "items": [
        { "title": "学习条例", "ledBy": "党员2", "minutes": 30 }, { "title": "缴纳党费" }, { "title": "网格长报告" }
    ] });
    let set = server.put(&path, &secretary, 1, agenda.clone()).await.expect(200);
    assert_eq!(
        (&set["version"], &set["items"][0]["ledBy"], &set["items"][0]["minutes"]),
        (&json!(2), &json!("党员2"), &json!(30))
    );
    server.put(&path, &secretary, 1, agenda.clone()).await.refused("version.stale");
    server.put(&path, &secretary, 2, json!({ "items": [{ "title": "" }] })).await.refused("request.invalid");
    server.put(&path, &member, 2, agenda.clone()).await.refused("auth.forbidden");
    let fewer = json!({ "items": [{ "title": "缴纳党费" }] });
    server.put(&path, &secretary, 2, fewer).await.expect(200);
    let read = server.get(&path, &member).await.expect(200);
    assert_eq!(
        (&read["items"], &read["version"]),
        (&json!([{ "title": "缴纳党费", "ledBy": null, "minutes": null }]), &json!(3))
    );
    server.get(&path, &server.fixture.branches[1].members[1].clone()).await.refused("meeting.not_found");
    server.post(&format!("/meetings/{id}/open"), &secretary, Value::Null).await.expect(200);
    server.put(&path, &secretary, 4, agenda).await.refused("meeting.wrong_state");
}

/// Pictures and contents: who sees the meeting sees them; nobody else's pictures can be taken.
#[tokio::test]
async fn materials_are_for_who_sees_the_meeting() {
    let server = start(2, 3).await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    let stranger = server.fixture.branches[1].members[1].clone();
    let id = opened(&server, json!({})).await;
    let path = format!("/meetings/{id}/materials");
    let file = upload(&server, &secretary, photo(3)).await.expect(201)["id"].clone();
    let foreign = upload(&server, &member, photo(4)).await.expect(201)["id"].clone();
    let content =
        contents::published(&server, &secretary, contents::notice(server.fixture.branches[0].id.0, json!({}))).await;
    let unknown = json!({ "contents": [{ "contentId": Uuid::now_v7() }] });
    server.put(&path, &secretary, 2, unknown).await.refused("content.not_found");
    server.put(&path, &secretary, 2, json!({ "pictureIds": [foreign] })).await.refused("file.not_found");
    server.put(&path, &secretary, 2, json!({ "pictureIds": [file, file] })).await.refused("request.invalid");
    let all = json!({ "pictureIds": [file], "contents": [{ "contentId": content, "title": "学习材料" }] });
    server.put(&path, &secretary, 2, all).await.expect(200);
    // Item 9: nobody else sees a picture before content safety has passed it.
    let picture = format!("/files/{}", file.as_str().unwrap());
    assert_eq!(server.get(&path, &secretary).await.expect(200)["pictureIds"], json!([file]));
    assert_eq!(server.get(&path, &member).await.expect(200)["pictureIds"], json!([]));
    server.get(&picture, &member).await.refused("file.not_found");
    assert_eq!(server.get(&picture, &secretary).await.status, 200);
    server.wechat.deliver_verdicts().await;
    Job::HandlePushes.step(&server.app, server.clock.now()).await.unwrap();
    let read = server.get(&path, &member).await.expect(200);
    assert_eq!((&read["pictureIds"], &read["contents"][0]["contentId"]), (&json!([file]), &json!(content)));
    assert_eq!(server.get(&picture, &member).await.status, 200);
    server.get(&picture, &stranger).await.refused("file.not_found");
    server.get(&path, &stranger).await.refused("meeting.not_found");
    // What is left out is the sender's again.
    server.put(&path, &secretary, 3, json!({})).await.expect(200);
    server.get(&picture, &member).await.refused("file.not_found");
}
