// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.DataPlane.Tests.Upstream.Functions;

public sealed class FunctionNameTests
{
    [Theory]
    [InlineData("pets", "pets", null, null)]
    [InlineData("pets:live", "pets:live", null, null)]
    [InlineData("pets:$LATEST", "pets", null, null)]
    [InlineData("123456789012:function:pets", "pets", "123456789012", null)]
    [InlineData("123456789012:function:pets:7", "pets:7", "123456789012", null)]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:pets", "pets", "123456789012", "eu-west-1")]
    [InlineData("arn:aws-cn:lambda:cn-north-1:123456789012:function:pets:live", "pets:live", "123456789012", "cn-north-1")]
    public void Reads_every_way_to_name_a_function(string text, string key, string? account, string? region)
    {
        var name = FunctionName.Parse(text)!;
        Assert.Equal((key, account, region), (name.Key, name.AccountId, name.Region));
        Assert.Equal("pets", name.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pets/7")]
    [InlineData("pets:")]
    [InlineData("a:b:c")]
    [InlineData("1234:function:pets")]
    [InlineData("arn:aws:s3:eu-west-1:123456789012:function:pets")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:layer:pets")]
    [InlineData("arn:aws:lambda::123456789012:function:pets")]
    [InlineData("${stageVariables.name}")]
    public void Refuses_what_names_none(string text) => Assert.Null(FunctionName.Parse(text));
}
