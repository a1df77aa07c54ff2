//! The photo on the contact card (连心卡): S4-7.

use reqwest::Method;
use sea_orm::{ConnectionTrait, Database as Raw, Statement};
use serde_json::{Value, json};
use xianfeng_api::work::Job;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};
use xianfeng_tests::{Answer, TestServer};

use super::contact::{on_wechat, print, public};
use super::{held, post, world};
use crate::files_api::{blobs, photo, upload};
use crate::leaderboards::scene::approve_publication;

/// Somebody who holds a post, and the holding.
struct Holder {
    server: TestServer,
    branch: FixtureBranch,
    member: FixtureMember,
    holding: String,
}

impl Holder {
    async fn new() -> Self {
        let server = world(2, 5).await;
        let branch = server.fixture.branches[0].clone();
        let member = on_wechat(&server, &branch.members[1]).await;
        let id = post(&server, &branch, json!({})).await;
        let holding = held(&server, &branch.members[0], &id, &member, "2024-02-01").await;
        Self { server, branch, member, holding }
    }

    fn secretary(&self) -> &FixtureMember {
        &self.branch.members[0]
    }

    fn path(&self) -> String {
        format!("/holders/{}/contact-card", self.holding)
    }

    async fn uploaded(&self, shade: u8) -> String {
        let uploaded = upload(&self.server, &self.member, photo(shade)).await.expect(201);
        uploaded["id"].as_str().unwrap().to_owned()
    }

    async fn write(&self, photo: Value) -> Answer {
        let card = json!({ "promise": "有事找我", "showPhoto": true, "photoId": photo });
        self.server.post(&self.path(), &self.member, card).await
    }

    /// Photo and state on the card, as somebody reads it.
    async fn seen(&self, by: &FixtureMember) -> (Value, Value) {
        let card = self.server.get(&self.path(), by).await.expect(200);
        (card["photoId"].clone(), card["photoState"].clone())
    }

    async fn file(&self, file: &str, by: &FixtureMember) -> Answer {
        self.server.get(&format!("/files/{file}"), by).await
    }

    /// WeChat's word on what was handed in.
    async fn judged(&self) {
        self.server.wechat.deliver_verdicts().await;
        self.step(Job::HandlePushes).await;
    }

    async fn step(&self, job: Job) -> usize {
        job.step(&self.server.app, self.server.clock.now()).await.expect("a step")
    }

    /// Nothing of the photo is left on the card, for anybody.
    async fn gone(&self, file: &str) {
        for by in [&self.member, self.secretary()] {
            assert_eq!(self.seen(by).await, (Value::Null, Value::Null));
        }
        assert!(!print(&self.server, &self.member, &self.holding).await.contains("<img"));
        self.file(file, self.secretary()).await.refused("file.not_found");
    }

    /// How many photos stand on a card, in the table.
    async fn attached(&self) -> i64 {
        let raw = Raw::connect(self.server.storage.database_url()).await.unwrap();
        let sql = "SELECT count(*) FROM files WHERE contact_card_id IS NOT NULL";
        let row = raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
        let count = row.unwrap().try_get_by_index(0).unwrap();
        raw.close().await.unwrap();
        count
    }
}

/// Others see it once it is agreed to and passed; nobody any more from the withdrawal on.
#[tokio::test]
async fn a_photo_is_shown_once_it_has_passed_and_until_it_is_withdrawn() {
    let holder = Holder::new().await;
    let (server, member, secretary) = (&holder.server, &holder.member, holder.secretary());
    let file = holder.uploaded(1).await;
    let written = holder.write(json!(file)).await.expect(200);
    assert_eq!((&written["photo"], &written["photoId"]), (&json!(true), &json!(file)));
    assert_eq!(holder.seen(member).await, (json!(file), json!("waiting")));
    assert_eq!(holder.seen(secretary).await, (Value::Null, Value::Null));
    assert_eq!(holder.file(&file, member).await.status, 200);
    holder.file(&file, secretary).await.refused("file.not_found");
    let page = print(server, member, &holder.holding).await;
    assert!(page.contains("贴照片处") && !page.contains("<img"), "nobody prints what has not passed");

    holder.judged().await;
    assert_eq!(holder.seen(member).await, (json!(file), json!("passed")));
    assert_eq!(holder.seen(secretary).await, (json!(file), json!("passed")));
    let read = holder.file(&file, secretary).await;
    assert!(read.status == 200 && read.body.starts_with(b"\xFF\xD8\xFF"));
    assert_eq!(read.headers["cache-control"], "no-store", "no device keeps it beyond the agreement");
    // Only who may see the card: not who works beside the holder, nor another branch.
    let elsewhere = server.fixture.branches[1].members[0].clone();
    for stranger in [&holder.branch.members[2], &elsewhere] {
        holder.file(&file, stranger).await.refused("file.not_found");
    }
    let page = print(server, secretary, &holder.holding).await;
    assert!(page.contains("<img class=\"photo\" src=\"data:image/jpeg;base64,/9j/") && !page.contains("贴照片处"));
    // The public page masks names: it shows no face.
    approve_publication(server, server.fixture.township).await;
    let shown = public(server).await.to_string();
    assert!(shown.contains("党*2") && !shown.contains("photo") && !shown.contains(&file), "{shown}");

    // The holder reads who looked (article 44), and that the photo is held (article 45).
    let looks = server.get("/me/privacy/looks", member).await.expect(200)["items"].to_string();
    assert!(looks.contains("posts.contact_card") && looks.contains("files.read"), "{looks}");
    let data = server.get("/me/privacy/data", member).await.expect(200);
    let files = data["sections"].as_array().unwrap().iter().find(|section| section["code"] == "files").unwrap();
    let named = files["rows"][0].as_array().unwrap().iter().any(|value| value["name"] == "连心卡照片");
    assert!(files["count"] == 1 && named, "{files}");

    let consents = server.get("/me/consents", member).await.expect(200);
    let withdraw = format!("/me/consents/{}/withdraw", consents["items"][0]["id"].as_str().unwrap());
    server.post(&withdraw, member, Value::Null).await.expect(200);
    holder.gone(&file).await;
    assert!(!print(server, member, &holder.holding).await.contains("贴照片处"));
    // Agreed to anew there is room to paste one on; nobody keeps the photo for later.
    let again = json!({ "purpose": "contactCard", "subjectId": holder.holding });
    server.post("/me/consents", member, again).await.expect(201);
    holder.gone(&file).await;
    assert!(print(server, member, &holder.holding).await.contains("贴照片处"));
    server.set_time("2024-03-02T01:00:01Z");
    assert_eq!((holder.step(Job::SweepUploads).await, holder.step(Job::DeletePictures).await), (1, 1));
    assert_eq!(blobs(server), 0);
}

/// What is doubted waits for a person; what a person takes down is gone at the next read.
#[tokio::test]
async fn a_held_photo_is_not_shown_and_one_taken_down_no_longer() {
    let holder = Holder::new().await;
    let (server, secretary) = (&holder.server, holder.secretary());
    server.wechat.judge_pictures("risky", 20002);
    let file = holder.uploaded(1).await;
    holder.write(json!(file)).await.expect(200);
    holder.judged().await;
    assert_eq!(holder.seen(&holder.member).await, (json!(file), json!("held")));
    assert_eq!(holder.seen(secretary).await, (Value::Null, Value::Null));
    holder.file(&file, secretary).await.refused("file.not_found");
    assert!(print(server, secretary, &holder.holding).await.contains("贴照片处"));

    let checks = server.get("/moderation/checks", secretary).await.expect(200);
    let check = checks["items"].as_array().unwrap().iter().find(|check| check["subjectId"] == file).unwrap();
    let path = format!("/moderation/checks/{}", check["id"].as_str().unwrap());
    let pass = json!({ "decision": "pass", "version": 1 });
    server.post(&format!("{path}/decision"), secretary, pass).await.expect(200);
    assert_eq!(holder.seen(secretary).await, (json!(file), json!("passed")));
    let down = json!({ "version": 1, "reason": "不是本人" });
    server.post(&format!("{path}/take-down"), secretary, down).await.expect(200);
    assert_eq!(holder.seen(&holder.member).await, (json!(file), json!("refused")));
    assert_eq!(holder.seen(secretary).await, (Value::Null, Value::Null));
    holder.file(&file, secretary).await.refused("file.not_found");
    assert!(print(server, &holder.member, &holder.holding).await.contains("贴照片处"));
    // The same picture sent with the card again stays refused.
    holder.write(json!(file)).await.expect(200);
    assert_eq!(holder.seen(&holder.member).await, (json!(file), json!("refused")));
}

/// A photo is the holder's own upload, on one card, and only where they agree that it is shown.
#[tokio::test]
async fn a_photo_is_of_the_holder_and_of_nothing_else() {
    let holder = Holder::new().await;
    let (server, secretary) = (&holder.server, holder.secretary());
    let others = upload(server, &holder.branch.members[2], photo(2)).await.expect(201)["id"].clone();
    holder.write(others).await.refused("file.not_found");
    holder.write(json!(uuid::Uuid::nil())).await.refused("file.not_found");
    server.get(&holder.path(), &holder.member).await.refused("contact_card.not_found");
    let file = holder.uploaded(1).await;
    let unagreed = json!({ "promise": "有事找我", "showPhone": true, "photoId": file });
    server.post(&holder.path(), &holder.member, unagreed).await.refused("request.invalid");
    holder.write(json!(file)).await.expect(200);

    // Not on a second card, nor as proof of a deed; what proves a deed is no photo.
    let second = post(server, &holder.branch, json!({ "name": "政策宣传岗" })).await;
    let second = held(server, secretary, &second, &holder.member, "2024-02-01").await;
    let card = json!({ "promise": "有问必答", "showPhoto": true, "photoId": file });
    server.post(&format!("/holders/{second}/contact-card"), &holder.member, card).await.refused("file.not_found");
    let task = crate::tasks::published(server, json!({})).await;
    let claim = crate::tasks::claimed(server, &task, &holder.member).await;
    let report = |file: &str| json!({ "report": "走访六户", "deedOn": "2024-03-01", "photoIds": [file] });
    let submit = format!("/claims/{claim}/submit");
    server.post(&submit, &holder.member, report(&file)).await.refused("file.not_found");
    let proof = holder.uploaded(3).await;
    server.post(&submit, &holder.member, report(&proof)).await.expect(200);
    holder.write(json!(proof)).await.refused("file.not_found");
    assert_eq!(holder.seen(&holder.member).await.0, json!(file), "what was refused changed nothing");
}

/// Whoever writes twice at once has one photo; what it replaced is cleaned away.
#[tokio::test]
async fn another_photo_takes_its_place() {
    let holder = Holder::new().await;
    let files = [holder.uploaded(1).await, holder.uploaded(2).await, holder.uploaded(3).await];
    holder.write(json!(files[0])).await.expect(200);
    let (first, second) = tokio::join!(holder.write(json!(files[1])), holder.write(json!(files[2])));
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (200, 200));
    assert_eq!(holder.attached().await, 1);
    let (kept, _) = holder.seen(&holder.member).await;
    assert!(kept == json!(files[1]) || kept == json!(files[2]), "{kept}");
    holder.server.set_time("2024-03-02T01:00:01Z");
    assert_eq!((holder.step(Job::SweepUploads).await, holder.step(Job::DeletePictures).await), (2, 2));
    assert_eq!(blobs(&holder.server), 2);
    assert_eq!(holder.seen(&holder.member).await.0, kept);
    // The promise alone, without a photo: it goes.
    holder.write(Value::Null).await.expect(200);
    holder.gone(kept.as_str().unwrap()).await;
    assert!(print(&holder.server, &holder.member, &holder.holding).await.contains("贴照片处"));
    assert_eq!(holder.attached().await, 0);
}

/// Closing the account takes the photo off the card, though the membership and the post go on.
#[tokio::test]
async fn a_photo_goes_with_the_account() {
    let holder = Holder::new().await;
    let (server, secretary) = (&holder.server, holder.secretary());
    let file = holder.uploaded(1).await;
    holder.write(json!(file)).await.expect(200);
    holder.judged().await;
    server.post("/me/privacy/closure", &holder.member, json!({})).await.expect(201);
    server.set_time("2024-03-08T01:00:00Z");
    assert_eq!(holder.step(Job::CloseAccounts).await, 1);
    assert_eq!(holder.attached().await, 0);
    assert_eq!(holder.seen(secretary).await, (Value::Null, Value::Null));
    holder.file(&file, secretary).await.refused("file.not_found");
    assert!(!print(server, secretary, &holder.holding).await.contains("<img"));
    assert_eq!((holder.step(Job::SweepUploads).await, holder.step(Job::DeletePictures).await), (1, 1));
    assert_eq!(blobs(server), 0);
}

/// Erased at once: a photo proves no points, so that it waits for no quarter to be final.
#[tokio::test]
async fn a_photo_is_erased_with_the_person() {
    let holder = Holder::new().await;
    let (server, clerk) = (&holder.server, holder.server.fixture.clerk.clone());
    let file = holder.uploaded(1).await;
    holder.write(json!(file)).await.expect(200);
    holder.judged().await;
    let died = json!({ "how": "deceased", "leftOn": "2024-03-01", "reason": "病故" });
    server.post(&format!("/members/{}/leave", holder.member.id), &clerk, died).await.expect(200);
    holder.file(&file, holder.secretary()).await.refused("file.not_found");
    let path = format!("/members/{}/erasure", holder.member.id.0);
    server.post(&path, &clerk, json!({ "reason": "家属书面申请" })).await.expect(201);
    assert_eq!(holder.attached().await, 1, "nothing but the erasure took it off");
    assert_eq!(holder.step(Job::CloseAccounts).await, 1);
    assert_eq!(holder.attached().await, 0);
    server.set_time("2024-03-02T01:00:01Z");
    assert_eq!((holder.step(Job::SweepUploads).await, holder.step(Job::DeletePictures).await), (1, 1));
    assert_eq!(blobs(server), 0);
}

/// Who moves to another branch leaves the post, and with it the card; who stays keeps theirs.
#[tokio::test]
async fn a_photo_ends_with_the_holding() {
    let holder = Holder::new().await;
    let (server, secretary, other) =
        (&holder.server, holder.secretary().clone(), holder.server.fixture.branches[1].clone());
    let file = holder.uploaded(1).await;
    holder.write(json!(file)).await.expect(200);
    // Beside it a post with a term, and one that goes on.
    let mut beside = Vec::new();
    for (at, until) in [(2, Some("2024-03-20")), (3, None)] {
        let member = on_wechat(server, &holder.branch.members[at]).await;
        let id = post(server, &holder.branch, json!({ "name": format!("岗位{at}") })).await;
        let body = json!({ "memberId": member.id.0, "from": "2024-02-01", "until": until });
        let held = server.post(&format!("/posts/{id}/holders"), &secretary, body).await.expect(201);
        let path = format!("/holders/{}/contact-card", held["id"].as_str().unwrap());
        let photo = upload(server, &member, photo(u8::try_from(at).unwrap())).await.expect(201)["id"].clone();
        let card = json!({ "promise": "随叫随到", "showPhoto": true, "photoId": photo });
        server.post(&path, &member, card).await.expect(200);
        beside.push((member, path, photo.as_str().unwrap().to_owned()));
    }
    holder.judged().await;
    let to = json!({ "branchId": other.id.0, "category": "ordinary", "from": "2024-03-01", "reason": "迁居" });
    server.post(&format!("/members/{}/transfer", holder.member.id), &server.fixture.clerk, to).await.expect(200);
    for by in [&holder.member, &secretary, &other.members[0]] {
        server.get(&holder.path(), by).await.refused("post.holding_not_found");
        holder.file(&file, by).await.refused("file.not_found");
    }
    assert_eq!(holder.attached().await, 3);
    server.set_time("2024-03-02T01:00:01Z");
    assert_eq!(holder.step(Job::SweepUploads).await, 1);
    assert_eq!(holder.attached().await, 2);
    // The last day of a term, and the day after it.
    server.set_time("2024-03-19T15:59:59Z");
    assert_eq!(holder.step(Job::SweepUploads).await, 0);
    assert_eq!(holder.file(&beside[0].2, &secretary).await.status, 200);
    server.set_time("2024-03-19T16:00:00Z");
    holder.file(&beside[0].2, &secretary).await.refused("file.not_found");
    assert_eq!(holder.step(Job::SweepUploads).await, 1);
    let (_, path, photo) = &beside[1];
    assert_eq!(server.get(path, &secretary).await.expect(200)["photoId"], json!(photo));
    assert_eq!(
        server.send(server.request(Method::GET, &format!("/api/v1/files/{photo}"), Some(&secretary))).await.status,
        200
    );
}
