// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.Standards.SignatureV4;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.Standards.Tests.SignatureV4;

public sealed class RequestVerifierTests
{
    private static readonly DateTimeOffset Time = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    private static readonly AwsCredentials Credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private readonly FakeTimeProvider _clock = new(Time);

    private RequestVerifier Verifier => new(_clock, ["service"], static region => region == "us-east-1");

    [Fact]
    public void Believes_every_request_of_the_suite_and_none_that_was_changed()
    {
        var folder = PublishedSuite.Folder;
        Assert.SkipWhen(folder is null, "shared/conformance/sigv4 does not lie beside the checkout.");
        var wrong = new List<string>();
        var believed = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.sreq", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var request = PublishedSuite.Read(File.ReadAllText(file, Encoding.UTF8));
            var token = request.Headers.FirstOrDefault(static header => header.Key.Equals("x-amz-security-token", StringComparison.OrdinalIgnoreCase)).Value;
            var credentials = Credentials with { SessionToken = token };
            // Of one case the signed request was not signed; its header was.
            request = With(request, "Authorization", File.ReadAllText(Path.ChangeExtension(file, ".authz")).Trim());
            if (Verify(request, credentials) is { } fault)
            {
                wrong.Add($"{Path.GetFileName(file)}: {fault.Message}");
                continue;
            }

            believed++;
            wrong.AddRange(Changed(request).Where(changed => Verify(changed.Request, credentials) is null).Select(changed => $"{Path.GetFileName(file)}: {changed.What}"));
        }

        Assert.Empty(wrong);
        Assert.True(believed > 30, $"{believed}");
    }

    [Fact]
    public void A_request_without_a_signature_is_told_so() =>
        Assert.Equal(("MissingAuthenticationTokenException", "Missing Authentication Token"), Said(Unsigned()));

    [Fact]
    public void Another_scheme_is_told_what_lacks()
    {
        var (code, message) = Said(With(Unsigned(), "Authorization", "Bearer abc"));
        Assert.Equal("IncompleteSignatureException", code);
        Assert.Equal("Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='.", message);
        (_, message) = Said(With(Unsigned(), "Authorization", "AWS4-HMAC-SHA256"));
        Assert.StartsWith(
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. (Hashed",
            message,
            StringComparison.Ordinal);
        (_, message) = Said(new SignedRequest { Method = "GET", Path = "/", Headers = [new("Authorization", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=b")] });
        Assert.StartsWith("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS4-HMAC-SHA1 Credential=a/20150830/us-east-1/service/aws4_request, SignedHeaders=host, Signature=b", "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'.")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=b", "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b'")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a, Credential=a, SignedHeaders=host, Signature=b", "Authorization header contains 'Credential' more than once.")]
    public void What_is_said_of_the_signature_must_be_whole(string authorization, string message) =>
        Assert.Equal(("IncompleteSignatureException", message), Said(With(Unsigned(), "Authorization", authorization)));

    [Fact]
    public void A_date_in_no_known_form_is_refused() => Assert.Equal(
        "Date must be in ISO-8601 'basic format'. Got '2015-08-30'. See http://en.wikipedia.org/wiki/ISO_8601", Said(With(Signed(), "X-Amz-Date", "2015-08-30")).Message);

    [Theory]
    [InlineData("eu-west-9", "service", "Credential should be scoped to a valid region, not 'eu-west-9'. ")]
    [InlineData("us-east-1", "other", "Credential should be scoped to correct service: 'service'. ")]
    [InlineData("x", "y", "Credential should be scoped to a valid region, not 'x'. Credential should be scoped to correct service: 'service'. ")]
    public void The_scope_must_fit(string region, string service, string message) =>
        Assert.Equal(("InvalidSignatureException", message), Said(Signed(region: region, service: service)));

    [Fact]
    public void The_day_of_the_scope_must_be_the_date_s() => Assert.Equal(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150830' != '20150831', from '20150831T123600Z'.",
        Said(With(Signed(), "X-Amz-Date", "20150831T123600Z")).Message);

    [Fact]
    public void The_clocks_may_differ_by_five_minutes()
    {
        var request = Signed();
        _clock.AdjustTime(Time.AddMinutes(5));
        Assert.Null(Verify(request, Credentials));
        _clock.AdjustTime(Time.AddMinutes(-5));
        Assert.Null(Verify(request, Credentials));
        _clock.AdjustTime(Time.AddMinutes(15));
        Assert.Equal("Signature expired: 20150830T123600Z is now earlier than 20150830T124600Z (20150830T125100Z - 5 min.)", Said(request).Message);
        _clock.AdjustTime(Time.AddSeconds(-301));
        Assert.Equal("Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)", Said(request).Message);
    }

    [Fact]
    public void The_host_must_be_signed()
    {
        var request = Unsigned();
        var authorization = new RequestSigner(Credentials, "us-east-1", "service").Authorization(
            "GET", "/", "", [new("x-amz-date", "20150830T123600Z")], default, Time);
        Assert.Equal("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.", Said(With(request, "Authorization", authorization)).Message);
    }

    [Fact]
    public void A_wrong_signature_is_shown_what_should_have_been_signed()
    {
        var (code, message) = Said(With(Signed(), "Host", "other.example"));
        Assert.Equal("InvalidSignatureException", code);
        Assert.StartsWith(
            """
            The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.

            The Canonical String for this request should have been
            'GET
            /a

            host:other.example
            x-amz-date:20150830T123600Z

            host;x-amz-date
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

            The String-to-Sign should have been
            'AWS4-HMAC-SHA256
            20150830T123600Z
            20150830/us-east-1/service/aws4_request

            """.ReplaceLineEndings("\n"),
            message,
            StringComparison.Ordinal);
        Assert.EndsWith("'\n", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Credentials.SecretAccessKey, message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_key_and_another_session_are_invalid_tokens()
    {
        Assert.Equal(SignatureFault.UnknownToken, Verify(Signed(), null));
        Assert.Equal(SignatureFault.UnknownToken, Verify(Signed(), Credentials with { SessionToken = "t" }));
        Assert.Equal(SignatureFault.UnknownToken, Verify(With(Signed(), "X-Amz-Security-Token", "t"), Credentials));
        Assert.Null(Verify(With(Signed(), "X-Amz-Security-Token", "t"), Credentials with { SessionToken = "t" }));
    }

    [Fact]
    public void The_payload_hash_that_is_sent_must_be_true()
    {
        Assert.Null(Verify(Signed("{}", ("x-amz-content-sha256", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")), Credentials));
        Assert.Equal("The provided 'x-amz-content-sha256' header does not match what was computed.", Said(Signed("{}", ("x-amz-content-sha256", "44"))).Message);
    }

    [Fact]
    public void A_body_stays_unsigned_only_where_that_is_allowed()
    {
        // Signed as S3 has it: the words stand in place of the hash.
        var words = Encoding.UTF8.GetBytes("UNSIGNED-PAYLOAD");
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = "a", ["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD", ["x-amz-date"] = "20150830T123600Z" };
        var canonical = CanonicalRequest.Text("PUT", "/", "", headers, Encoding.UTF8.GetString(words));
        const string Scope = "20150830/us-east-1/service/aws4_request";
        var signature = CanonicalRequest.Signature(Credentials.SecretAccessKey, "20150830", "us-east-1", "service", CanonicalRequest.ToSign("20150830T123600Z", Scope, canonical));
        var request = new SignedRequest
        {
            Method = "PUT",
            Path = "/",
            Headers = [.. headers, new("Authorization", $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{Scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}")],
            Body = words,
        };
        Assert.Equal("InvalidSignatureException", Said(request).Code);
        Assert.Null(RequestSignature.Read(request, out var read));
        Assert.Null(new RequestVerifier(_clock, ["service"], static _ => true, allowsUnsignedPayload: true).Verify(request, read!, Credentials));
    }

    [Fact]
    public void The_query_can_carry_the_signature()
    {
        var request = Presigned("X-Amz-Expires=3600");
        Assert.Null(Verify(request, Credentials));
        _clock.AdjustTime(Time.AddMinutes(59));
        Assert.Null(Verify(request, Credentials));
        _clock.AdjustTime(Time.AddMinutes(61));
        Assert.Equal("Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z (20150830T133700Z - 60 min.)", Said(request).Message);
        Assert.Equal("InvalidSignatureException", Said(request with { Query = request.Query + "&more=1" }).Code);
        _clock.AdjustTime(Time);
        Assert.StartsWith("The request signature", Said(request with { Query = request.Query + "&more=1" }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Amz-Algorithm=AWS4-HMAC-SHA256", "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.")]
    [InlineData("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=host&X-Amz-Date=c&X-Amz-Expires=x", "X-Amz-Expires should be a number")]
    [InlineData("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=host&X-Amz-Date=c&X-Amz-Expires=604801", "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds")]
    public void A_query_that_carries_half_a_signature_is_told_what_lacks(string query, string message) =>
        Assert.Equal(("IncompleteSignatureException", message), Said(Unsigned() with { Query = query }));

    [Fact]
    public void What_is_signed_is_believed_whatever_it_is() => Gen.Select(Gen.String, Gen.String[Gen.Char[' ', '~'], 0, 20], Gen.String[Gen.Char[' ', '~'], 0, 20], Gen.String).Sample((path, query, header, body) =>
    {
        (path, query) = ("/" + path.Replace('?', '_'), query.Replace('#', '_'));
        KeyValuePair<string, string>[] headers = [new("Host", "a"), new("X-Amz-Date", RequestSigner.Date(Time)), new("x-other", header)];
        var bytes = Encoding.UTF8.GetBytes(body);
        var authorization = new RequestSigner(Credentials, "us-east-1", "service").Authorization("PUT", path, query, headers, bytes, Time);
        var request = new SignedRequest { Method = "PUT", Path = path, Query = query, Headers = [.. headers, new("Authorization", authorization)], Body = bytes };
        Assert.Null(Verify(request, Credentials));
        Assert.NotNull(Verify(request with { Body = (byte[])[.. bytes, 1] }, Credentials));
    });

    [Fact]
    public void No_text_in_place_of_a_signature_breaks_the_reader() => Gen.Select(Gen.String, Gen.String, Gen.Bool).Sample((text, date, inQuery) =>
    {
        var request = inQuery
            ? Unsigned() with { Query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + text + "&X-Amz-Date=" + date + "&X-Amz-SignedHeaders=host&X-Amz-Signature=" + text }
            : With(With(Unsigned(), "X-Amz-Date", date), "Authorization", "AWS4-HMAC-SHA256 Credential=" + text + ", SignedHeaders=" + text + ", Signature=" + text);
        Assert.NotNull(Verify(request, Credentials));
    });

    private (string Code, string Message) Said(SignedRequest request)
    {
        var fault = Verify(request, Credentials);
        Assert.NotNull(fault);
        return (fault.Code, fault.Message);
    }

    private SignatureFault? Verify(SignedRequest request, AwsCredentials? credentials) =>
        RequestSignature.Read(request, out var signature) is { } fault ? fault : Verifier.Verify(request, signature!, credentials);

    private static SignedRequest Unsigned() => new() { Method = "GET", Path = "/a", Headers = [new("Host", "a.example"), new("X-Amz-Date", "20150830T123600Z")] };

    private static SignedRequest Signed(string body = "", params (string Name, string Value)[] more) => Signed("us-east-1", "service", body, more);

    private static SignedRequest Signed(string region, string service) => Signed(region, service, "", []);

    private static SignedRequest Signed(string region, string service, string body, (string Name, string Value)[] more)
    {
        var request = Unsigned() with { Body = Encoding.UTF8.GetBytes(body) };
        request = request with { Headers = [.. request.Headers, .. more.Select(static header => KeyValuePair.Create(header.Name, header.Value))] };
        return With(request, "Authorization", new RequestSigner(Credentials, region, service).Authorization(
            request.Method, request.Path, request.Query, request.Headers, request.Body.Span, Time));
    }

    private static SignedRequest Presigned(string more)
    {
        const string Scope = "20150830/us-east-1/service/aws4_request";
        var query = "a=%2F&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F" + Scope.Replace("/", "%2F", StringComparison.Ordinal)
            + "&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&" + more;
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = "a.example" };
        var canonical = CanonicalRequest.Text("GET", "/a", CanonicalRequest.Query(query), headers, CanonicalRequest.Hash(default));
        var signature = CanonicalRequest.Signature(Credentials.SecretAccessKey, "20150830", "us-east-1", "service", CanonicalRequest.ToSign("20150830T123600Z", Scope, canonical));
        return new SignedRequest { Method = "GET", Path = "/a", Query = query + "&X-Amz-Signature=" + signature, Headers = [new("Host", "a.example")] };
    }

    private static SignedRequest With(SignedRequest request, string name, string value) => request with
    {
        Headers = [.. request.Headers.Where(header => !header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)), new(name, value)],
    };

    // Everything that a signature protects, one thing changed each.
    private static IEnumerable<(string What, SignedRequest Request)> Changed(SignedRequest request)
    {
        yield return ("method", request with { Method = request.Method + "X" });
        yield return ("path", request with { Path = request.Path + "x" });
        yield return ("query", request with { Query = request.Query + (request.Query.Length == 0 ? "" : "&") + "x=1" });
        yield return ("body", request with { Body = (byte[])[.. request.Body.Span, (byte)'x'] });
        var authorization = request.Headers.Last(static header => header.Key == "Authorization").Value;
        foreach (var (name, value) in request.Headers.Where(header => header.Key != "Authorization" && authorization.Contains(header.Key.ToLowerInvariant(), StringComparison.Ordinal)))
        {
            yield return (name, With(request, name, value + "0"));
        }

        for (var i = authorization.Length - 64; i < authorization.Length; i += 9)
        {
            var changed = authorization.ToCharArray();
            changed[i] = changed[i] == '0' ? '1' : '0';
            yield return ($"signature at {i}", With(request, "Authorization", new string(changed)));
        }

        yield return ("signature's end", With(request, "Authorization", authorization[..^1]));
    }
}
