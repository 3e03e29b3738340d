// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Objects;
using Foregate.ControlPlane.Tests.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

public sealed class FunctionCodesTests : IDisposable
{
    private const string Functions = "/2015-03-31/functions";

    private readonly SignedClient _client = new() { Service = "lambda" };

    public FunctionCodesTests()
    {
        _client.Objects.CreateBucket(SignedClient.AccountId, "us-east-1", "artifacts");
        _client.Objects.CreateBucket(SignedClient.OtherAccount, "us-east-1", "of-another");
        Put("artifacts", "code.zip", Zips.Of("one"));
        Put("artifacts", "text", "no zip"u8.ToArray());
        Put("of-another", "code.zip", Zips.Of("one"));
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public void An_archive_is_taken_from_S3()
    {
        var made = _client.Call("POST", Functions, Body("\"S3Bucket\":\"artifacts\",\"S3Key\":\"code.zip\""), 201);
        Assert.Equal(Zips.Of("one").Length, (int)made["CodeSize"]!);
        Put("artifacts", "code.zip", Zips.Of("two, which is longer than one"));
        var changed = _client.Call("PUT", Functions + "/pets/code", """{"S3Bucket":"artifacts","S3Key":"code.zip"}""", 200);
        Assert.NotEqual((string)made["CodeSha256"]!, (string)changed["CodeSha256"]!);
        _client.Objects.Delete("artifacts", "code.zip", null, out _);
        _client.Call("GET", Functions + "/pets", "", 200);
    }

    [Theory]
    [InlineData("\"S3Bucket\":\"artifacts\",\"S3Key\":\"none\"", "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.")]
    [InlineData("\"S3Bucket\":\"nowhere\",\"S3Key\":\"none\"", "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist")]
    [InlineData("\"S3Bucket\":\"of-another\",\"S3Key\":\"code.zip\"", "Error occurred while GetObject. S3 Error Code: AccessDenied. S3 Error Message: Access Denied")]
    [InlineData("\"S3Bucket\":\"artifacts\",\"S3Key\":\"text\"", "Could not unzip uploaded file. Please check your file, then try to upload again.")]
    [InlineData("\"S3Bucket\":\"artifacts\",\"S3Key\":\"code.zip\",\"S3ObjectVersion\":\"none\"", "Error occurred while GetObject. S3 Error Code: NoSuchVersion. S3 Error Message: The specified version does not exist.")]
    [InlineData("\"S3Bucket\":\"artifacts\"", "S3Bucket and S3Key are both needed for code that is in S3.")]
    [InlineData("\"S3Bucket\":\"artifacts\",\"S3Key\":\"code.zip\",\"ZipFile\":\"AA==\"", "Please do not provide other FunctionCode parameters when providing a ZipFile.")]
    public void What_cannot_be_taken_is_told(string code, string message) =>
        Assert.Equal(message, (string)_client.Call("POST", Functions, Body(code), 400)["message"]!);

    private static string Body(string code) => 
        """{"FunctionName":"pets","Runtime":"nodejs22.x","Handler":"index.handler","Role":"arn:aws:iam::123456789012:role/pets","Code":{""" + code + "}}";

    private void Put(string bucket, string key, byte[] bytes)
    {
        using var draft = _client.Objects.Begin();
        draft.Content.Write(bytes);
        Assert.Equal(ObjectFault.None, _client.Objects.Put(bucket, new StoredObject { Key = key }, draft, out _));
    }
}
