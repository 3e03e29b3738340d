// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.Standards.SignatureV4;

namespace Foregate.Standards.Tests.SignatureV4;

public sealed class RequestSignerTests
{
    private static readonly DateTimeOffset Time = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    private static readonly AwsCredentials Credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    /// <summary>The published suite: requests with the header that signs them.</summary>
    [Fact]
    public void Signs_every_request_of_the_suite()
    {
        var folder = PublishedSuite.Folder;
        Assert.SkipWhen(folder is null, "shared/conformance/sigv4 does not lie beside the checkout.");
        var wrong = new List<string>();
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.req", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            count++;
            var expected = File.ReadAllText(Path.ChangeExtension(file, ".authz")).Trim();
            // One request says its token nowhere but in what is signed.
            const string Token = "x-amz-security-token:";
            var request = File.ReadAllText(file, Encoding.UTF8).Replace("\r\n", "\n", StringComparison.Ordinal);
            var token = File.ReadLines(Path.ChangeExtension(file, ".creq")).FirstOrDefault(static line => line.StartsWith(Token, StringComparison.Ordinal))?[Token.Length..];
            var signed = Sign(request, Credentials with { SessionToken = token });
            if (signed != expected)
            {
                wrong.Add(Path.GetFileName(file));
            }
        }

        Assert.Empty(wrong);
        Assert.True(count > 25);
    }

    [Fact]
    public void Encodes_a_path_again_that_is_encoded()
    {
        KeyValuePair<string, string>[] headers = [new("host", "a"), new("x-amz-date", RequestSigner.Date(Time))];
        var signer = new RequestSigner(Credentials, "us-east-1", "lambda");
        var encoded = signer.Authorization("POST", "/functions/a%3Ab/invocations", "", headers, default, Time);
        Assert.NotEqual(signer.Authorization("POST", "/functions/a:b/invocations", "", headers, default, Time), encoded);
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/lambda/aws4_request, SignedHeaders=host;x-amz-date, Signature=", encoded, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_secrets_out_of_texts() => Assert.Equal("AKIDEXAMPLE", Credentials.ToString());

    private static string Sign(string request, AwsCredentials credentials)
    {
        var parsed = PublishedSuite.Read(request);
        var (method, headers) = (parsed.Method, parsed.Headers);
        var date = headers.First(static header => header.Key.Equals("X-Amz-Date", StringComparison.OrdinalIgnoreCase)).Value;
        var time = DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new RequestSigner(credentials, "us-east-1", "service").Authorization(
            method, parsed.Path, parsed.Query, headers, parsed.Body.Span, time);
    }
}
