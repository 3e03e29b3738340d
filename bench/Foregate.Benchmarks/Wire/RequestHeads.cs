// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Benchmarks.Wire;

/// <summary>Request heads as clients send them.</summary>
internal static class RequestHeads
{
    public const string Curl = "GET /prod/pets/7?type=dog HTTP/1.1\r\nHost: api1234567.execute-api.localhost:8080\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\n\r\n";

    public const string Browser =
        "GET /prod/users/1042/orders/7f8a1c2e-3b4d-4e5f-8a9b-0c1d2e3f4a5b/items?page=2&pageSize=50 HTTP/1.1\r\n"
        + "Host: api.example.com\r\n"
        + "Connection: keep-alive\r\n"
        + "sec-ch-ua: \"Chromium\";v=\"126\", \"Not:A-Brand\";v=\"8\"\r\n"
        + "sec-ch-ua-mobile: ?0\r\n"
        + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36\r\n"
        + "Accept: application/json, text/plain, */*\r\n"
        + "x-api-key: 0123456789abcdefghijABCDEFGHIJ0123456789\r\n"
        + "X-Correlation-Id: 8a4f6f6c-0d0e-4f56-9c2b-7e0f1a2b3c4d\r\n"
        + "Origin: https://www.example.com\r\n"
        + "Sec-Fetch-Site: same-site\r\n"
        + "Sec-Fetch-Mode: cors\r\n"
        + "Referer: https://www.example.com/account/orders\r\n"
        + "Accept-Encoding: gzip, deflate, br\r\n"
        + "Accept-Language: en-GB,en;q=0.9,de;q=0.8\r\n"
        + "Cookie: session=0123456789abcdef0123456789abcdef; theme=dark; consent=1\r\n\r\n";
}
