// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

public sealed class AwsIntegrationUriTests
{
    private const string Start = "arn:aws:apigateway:eu-west-1:";

    [Theory]
    [InlineData("s3:path/bucket/{key}", "s3", "/bucket/{key}", "", null)]
    [InlineData("s3:path//bucket?acl=1", "s3", "/bucket", "acl=1", null)]
    [InlineData("bucket.s3:path/key", "bucket.s3", "/key", "", null)]
    [InlineData("dynamodb:action/GetItem", "dynamodb", "/", "", "GetItem")]
    [InlineData("sns:action/Publish&TopicArn=a&Message=b", "sns", "/", "TopicArn=a&Message=b", "Publish")]
    public void Has_a_path_or_an_action(string uri, string service, string path, string query, string? action)
    {
        var read = AwsIntegrationUri.Read(Start + uri, GivenRequest.Compilation(ApiKind.Rest), out _)!;
        Assert.Equal(("eu-west-1", service, path, query, action), (read.Region, read.Service, read.Path, read.Query, read.Action));
    }

    [Theory]
    [InlineData("s3:bucket/key")]
    [InlineData("dynamodb:action/")]
    [InlineData("dynamodb:action/&a=b")]
    [InlineData("dyna/modb:action/GetItem")]
    [InlineData(":action/GetItem")]
    [InlineData("dynamodb:action/GetItem\r\nX-Injected: 1")]
    [InlineData("dynamodb:action/{name}")]
    public void Or_names_no_service(string uri)
    {
        Assert.Null(AwsIntegrationUri.Read(Start + uri, GivenRequest.Compilation(ApiKind.Rest), out var error));
        Assert.Contains("action/ACTION", error, StringComparison.Ordinal);
    }
}
