// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.CloudFormation;

public sealed class StackReadingTests : IDisposable
{
    private readonly StackClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Tells_of_resources_by_stack_by_name_and_by_what_was_made()
    {
        _client.Create();
        var api = _client.Account.RestApis.Keys.Single();
        Assert.Equal(["Api", "Get"], _client.All("DescribeStackResources", "LogicalResourceId", ("StackName", "pets")));
        Assert.Equal(["Api", "Get"], _client.All("DescribeStackResources", "LogicalResourceId", ("PhysicalResourceId", api)));
        Assert.Equal(["Api"], _client.All("DescribeStackResources", "LogicalResourceId", ("StackName", "pets"), ("LogicalResourceId", "Api")));
        Assert.Equal([api], _client.All("DescribeStackResource", "PhysicalResourceId", ("StackName", "pets"), ("LogicalResourceId", "Api")));
        Assert.Equal(["CREATE_COMPLETE", "CREATE_COMPLETE"], _client.All("ListStackResources", "ResourceStatus", ("StackName", "pets")));
        Assert.Equal("Resource Nobody does not exist for stack pets", _client.Refused("DescribeStackResource", ("StackName", "pets"), ("LogicalResourceId", "Nobody")).Message);
        Assert.Equal("Stack 'nobody' does not exist", _client.Refused("DescribeStackResource", ("StackName", "nobody"), ("LogicalResourceId", "Api")).Message);
    }

    [Fact]
    public void Lists_stacks_by_status_deleted_ones_too()
    {
        _client.Create();
        _client.Ask("DeleteStack", ("StackName", "pets"));
        _client.Create();
        Assert.Equal(2, _client.All("ListStacks", "StackId").Length);
        Assert.Equal(["DELETE_COMPLETE"], _client.All("ListStacks", "StackStatus", ("StackStatusFilter.member.1", "DELETE_COMPLETE")));
    }

    [Fact]
    public void Tells_exports_and_who_does_not_import_them()
    {
        _client.Create();
        Assert.Equal(["api"], _client.All("ListExports", "Name"));
        Assert.Equal(_client.Account.RestApis.Keys, _client.All("ListExports", "Value"));
        Assert.Equal("Export 'api' is not imported by any stack.", _client.Refused("ListImports", ("ExportName", "api")).Message);
    }

    [Fact]
    public void Long_stories_come_in_pages_the_newest_first()
    {
        var template = new StringBuilder("Resources:\n");
        for (var i = 0; i < 60; i++)
        {
            template.Append(CultureInfo.InvariantCulture, $"  Q{i}: {{ Type: AWS::SQS::Queue }}\n");
        }

        _client.Create(template.ToString());
        var events = new List<string>();
        string? token = null;
        do
        {
            var page = _client.Ask("DescribeStackEvents", [("StackName", "pets"), .. token is null ? Array.Empty<(string, string)>() : [("NextToken", token)]]);
            events.AddRange(page.Descendants("EventId").Select(static id => id.Value));
            token = page.Element("NextToken")?.Value;
        }
        while (token is not null);

        Assert.Equal(182, events.Count);
        Assert.Equal(182, events.Distinct().Count());
        Assert.Equal(60, _client.All("ListStackResources", "LogicalResourceId", ("StackName", "pets")).Length);
        Assert.Equal("Invalid NextToken: x", _client.Refused("DescribeStackEvents", ("StackName", "pets"), ("NextToken", "x")).Message);
    }
}
