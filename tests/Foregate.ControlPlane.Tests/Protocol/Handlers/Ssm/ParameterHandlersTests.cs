// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Ssm;

public sealed class ParameterHandlersTests : IDisposable
{
    private readonly SignedClient _client = new() { Service = "ssm" };

    public ParameterHandlersTests()
    {
        Call("PutParameter", """{"Name":"/a/one","Value":"1","Type":"String","Tags":[{"Key":"t","Value":"x"}]}""");
        Call("PutParameter", """{"Name":"/a/two","Value":"secret words","Type":"SecureString"}""");
        Call("PutParameter", """{"Name":"/a/b/three","Value":"x,y","Type":"StringList"}""");
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_secret_is_told_to_who_asks_for_it()
    {
        Assert.Equal("secret words", (string)Call("GetParameter", """{"Name":"/a/two","WithDecryption":true}""")["Parameter"]!["Value"]!);
        var other = (string)Call("GetParameter", """{"Name":"/a/two"}""")["Parameter"]!["Value"]!;
        Assert.DoesNotContain("secret", other, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_are_asked_for_at_once()
    {
        var said = Call("GetParameters", """{"Names":["/a/one","/none","/a/one"]}""");
        Assert.Equal("""["/none"]""", said["InvalidParameters"]!.ToJsonString());
        Assert.Single(said["Parameters"]!.AsArray());
        said = Call("DeleteParameters", """{"Names":["/a/one","/none"]}""");
        Assert.Equal("""{"DeletedParameters":["/a/one"],"InvalidParameters":["/none"]}""", said.ToJsonString());
    }

    [Fact]
    public void Lists_have_paths_filters_and_pages()
    {
        Assert.Equal("/a/one /a/two", Names(Call("GetParametersByPath", """{"Path":"/a"}""")));
        Assert.Equal("/a/b/three /a/one /a/two", Names(Call("GetParametersByPath", """{"Path":"/a","Recursive":true}""")));
        var page = Call("GetParametersByPath", """{"Path":"/a","Recursive":true,"MaxResults":2}""");
        Assert.Equal("/a/two", Names(Call("GetParametersByPath", $$"""{"Path":"/a","Recursive":true,"MaxResults":2,"NextToken":"{{page["NextToken"]}}"}""")));
        Assert.Equal("/a/two", Names(Call("DescribeParameters", """{"ParameterFilters":[{"Key":"Type","Values":["SecureString"]}]}""")));
        Assert.Equal("/a/one", Names(Call("DescribeParameters", """{"ParameterFilters":[{"Key":"tag:t","Values":["x"]}]}""")));
        Assert.Equal("/a/b/three", Names(Call("DescribeParameters", """{"ParameterFilters":[{"Key":"Name","Option":"Contains","Values":["thr"]}]}""")));
        Assert.Equal("/a/one /a/two", Names(Call("DescribeParameters", """{"ParameterFilters":[{"Key":"Path","Values":["/a"]}]}""")));
        Assert.Equal("InvalidFilterKey", Fail("DescribeParameters", """{"ParameterFilters":[{"Key":"Label"}]}"""));
        Assert.Equal("InvalidFilterOption", Fail("DescribeParameters", """{"ParameterFilters":[{"Key":"Type","Option":"Contains","Values":["x"]}]}"""));
        Assert.Equal("InvalidNextToken", Fail("DescribeParameters", """{"NextToken":"?"}"""));
    }

    [Fact]
    public void Tags_are_changed()
    {
        Call("AddTagsToResource", """{"ResourceType":"Parameter","ResourceId":"/a/one","Tags":[{"Key":"u","Value":"y"}]}""");
        Call("RemoveTagsFromResource", """{"ResourceType":"Parameter","ResourceId":"/a/one","TagKeys":["t"]}""");
        Assert.Equal("""{"TagList":[{"Key":"u","Value":"y"}]}""", Call("ListTagsForResource", """{"ResourceType":"Parameter","ResourceId":"/a/one"}""").ToJsonString());
        Assert.Equal("InvalidResourceId", Fail("ListTagsForResource", """{"ResourceType":"Parameter","ResourceId":"/none"}"""));
        Assert.Equal("InvalidResourceType", Fail("ListTagsForResource", """{"ResourceType":"Document","ResourceId":"/none"}"""));
    }

    [Fact]
    public void What_is_not_built_is_refused() => Assert.Equal("ValidationException", Fail("PutParameter", """{"Name":"/x","Value":"1","Type":"String","Policies":"[{}]"}"""));

    private static string Names(JsonNode said) => string.Join(' ', said["Parameters"]!.AsArray().Select(static item => (string)item!["Name"]!));

    private JsonNode Call(string operation, string body)
    {
        var (status, node) = Send(operation, body);
        Assert.True(status == 200, node.ToJsonString());
        return node;
    }

    private string Fail(string operation, string body)
    {
        var (status, node) = Send(operation, body);
        Assert.Equal(400, status);
        return (string)node["__type"]!;
    }

    private (int Status, JsonNode Node) Send(string operation, string body)
    {
        var signed = _client.Signed("POST", "/", body);
        var answer = _client.Answer(signed with { Headers = [.. signed.Headers, new("X-Amz-Target", "AmazonSSM." + operation)] });
        return (answer.StatusCode, JsonNode.Parse(Encoding.UTF8.GetString(answer.Body.Span))!);
    }
}
