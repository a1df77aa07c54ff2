//! The stand-in itself, where the client does not show it.

use std::{net::SocketAddr, sync::Arc};

use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use xianfeng_demo::wechat::{Endpoint, StandIn, StandInSettings};

use super::{APP_ID, SECRET, at, bench, http};

async fn hook(base_url: &str, path: &str, body: Value) -> Value {
    let response = http().post(format!("{base_url}/_standin/{path}")).json(&body).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.json().await.unwrap()
}

#[actix_web::test]
async fn it_listens_on_loopback_only() {
    let settings = StandInSettings {
        app_id: APP_ID.to_owned(),
        secret: SECRET.to_owned(),
        union_ids: false,
        pages: Vec::new(),
        clock: Arc::new(|| at(0)),
    };
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let address: SocketAddr = address.parse().unwrap();
        let error = StandIn::start(address, settings.clone()).err().unwrap();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput, "{address}");
    }
}

#[actix_web::test]
async fn a_chunked_body_gets_412_as_from_the_platform() {
    let bench = bench();
    let address = bench.stand_in.base_url().replace("http://", "");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = "POST /cgi-bin/stable_token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
                   Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 412 "), "{reply}");
    assert!(reply.ends_with("\r\n\r\n"), "the body is empty: {reply}");
}

#[actix_web::test]
async fn replies_are_labelled_as_the_platform_labels_them() {
    let bench = bench();
    let login = format!(
        "{}/sns/jscode2session?appid={APP_ID}&secret={SECRET}&js_code=demo-a&grant_type=authorization_code",
        bench.stand_in.base_url()
    );
    let response = http().get(login).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/plain");
    let body: Value = response.json().await.unwrap();
    assert!(body.get("errcode").is_none());
    assert_eq!(body["session_key"].as_str().unwrap().len(), 24);
}

#[actix_web::test]
async fn requests_are_checked_in_the_platforms_order() {
    let bench = bench();
    let url = bench.stand_in.base_url();
    for (query, errcode) in [
        (String::new(), 41002),
        ("appid=wx1&secret=x".to_owned(), 40013),
        (format!("appid={APP_ID}"), 41004),
        (format!("appid={APP_ID}&secret=x"), 40125),
        (format!("appid={APP_ID}&secret={SECRET}"), 40002),
        (format!("appid={APP_ID}&secret={SECRET}&grant_type=authorization_code"), 41008),
        (format!("appid={APP_ID}&secret={SECRET}&grant_type=authorization_code&js_code=x"), 40029),
    ] {
        let response = http().get(format!("{url}/sns/jscode2session?{query}")).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.json::<Value>().await.unwrap()["errcode"], errcode, "{query}");
    }

    let phone = format!("{url}/wxa/business/getuserphonenumber");
    assert_eq!(errcode(http().get(&phone)).await, 43002);
    assert_eq!(errcode(http().post(&phone).body("{}")).await, 41001);
    let token = format!("{url}/cgi-bin/stable_token");
    assert_eq!(errcode(http().post(&token).header("content-length", 0)).await, 44002);
    assert_eq!(errcode(http().post(&token).body("grant_type=client_credential")).await, 47001);
}

async fn errcode(request: reqwest::RequestBuilder) -> Value {
    request.send().await.unwrap().json::<Value>().await.unwrap()["errcode"].clone()
}

#[actix_web::test]
async fn the_hooks_work_over_http() {
    let bench = bench();
    let url = bench.stand_in.base_url();

    let code = hook(&url, "login-codes", json!({ "user": "zhang" })).await["code"].as_str().unwrap().to_owned();
    assert_eq!(bench.wechat.login(&code).await.unwrap().open_id, bench.stand_in.open_id("zhang"));

    let asked = json!({ "user": "zhang", "phone": "13912345678" });
    let code = hook(&url, "phone-codes", asked).await["code"].as_str().unwrap().to_owned();
    let phone = bench.wechat.phone_number(&code, &bench.stand_in.open_id("zhang")).await.unwrap();
    assert_eq!(phone.as_e164(), "+8613912345678");

    hook(&url, "faults", json!({ "endpoint": "login", "fault": { "errcode": 40226 }, "times": 9 })).await;
    assert!(bench.wechat.login("demo-a").await.is_err());
    hook(&url, "faults", json!({ "endpoint": "login", "fault": "html", "times": 9 })).await;
    assert!(bench.wechat.login("demo-a").await.is_err());
    hook(&url, "recover", json!({})).await;
    assert!(bench.wechat.login("demo-a").await.is_ok());

    let code = bench.stand_in.mint_login_code("zhang");
    hook(&url, "clock", json!({ "advanceSeconds": 301 })).await;
    assert!(bench.wechat.login(&code).await.is_err());

    hook(&url, "revoke-tokens", json!({})).await;
    assert!(bench.wechat.phone_number("demo-phone-13912345678", "o1").await.is_ok());
    assert_eq!(bench.stand_in.count(Endpoint::StableToken), 2);

    let requests = http().get(format!("{url}/_standin/requests")).send().await.unwrap();
    let requests: Value = requests.json().await.unwrap();
    assert_eq!(requests[0]["endpoint"], "login");
    assert_eq!(requests[0]["query"]["js_code"], "***");
}
