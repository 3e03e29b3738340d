// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.CloudFormation;

public sealed class ChangeSetHandlersTests : IDisposable
{
    private readonly StackClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_change_set_shows_a_stack_before_it_is_made_and_makes_it()
    {
        var made = Make("one", "CREATE", StackClient.Template);
        Assert.Equal("REVIEW_IN_PROGRESS", _client.Status());
        Assert.Empty(_client.Account.RestApis);
        var told = _client.Ask("DescribeChangeSet", ("ChangeSetName", made));
        Assert.Equal(("CREATE_COMPLETE", "AVAILABLE"), (told.Element("Status")!.Value, told.Element("ExecutionStatus")!.Value));
        Assert.Equal(["Add Api", "Add Get"], told.Descendants("ResourceChange").Select(static change => $"{change.Element("Action")!.Value} {change.Element("LogicalResourceId")!.Value}"));
        Assert.Equal(["one"], _client.All("ListChangeSets", "ChangeSetName", ("StackName", "pets")));
        _client.Ask("ExecuteChangeSet", ("StackName", "pets"), ("ChangeSetName", "one"));
        Assert.Equal("CREATE_COMPLETE", _client.Status());
        Assert.Equal([made], _client.All("DescribeStacks", "ChangeSetId"));
        Assert.Single(_client.Account.RestApis);
        Assert.Equal("InvalidChangeSetStatus", _client.Refused("ExecuteChangeSet", ("StackName", "pets"), ("ChangeSetName", "one")).Code);
    }

    [Fact]
    public void Tells_what_of_a_resource_changes_and_whether_another_takes_its_place()
    {
        _client.Create();
        Make("two", "UPDATE", StackClient.Template.Replace("Name: pets", "Name: dogs", StringComparison.Ordinal));
        var change = _client.Ask("DescribeChangeSet", ("StackName", "pets"), ("ChangeSetName", "two")).Descendants("ResourceChange").First();
        Assert.Equal(("Modify", "Api", "AWS::ApiGateway::RestApi"), (change.Element("Action")!.Value, change.Element("LogicalResourceId")!.Value, change.Element("ResourceType")!.Value));
        Assert.Equal(_client.Account.RestApis.Keys.Single(), change.Element("PhysicalResourceId")!.Value);
        Assert.Contains(change.Element("Replacement")!.Value, (string[])["True", "False"]);
        Assert.Equal(("Name", "Properties"), (change.Descendants("Name").Single().Value, change.Descendants("Attribute").Single().Value));
        Assert.Equal("pets", _client.Account.RestApis.Values.Single().Name);
    }

    [Fact]
    public void Without_changes_it_fails_with_the_words_that_tools_look_for()
    {
        _client.Create();
        Make("same", "UPDATE", StackClient.Template);
        var told = _client.Ask("DescribeChangeSet", ("StackName", "pets"), ("ChangeSetName", "same"));
        Assert.Equal(("FAILED", "UNAVAILABLE"), (told.Element("Status")!.Value, told.Element("ExecutionStatus")!.Value));
        Assert.Equal("The submitted information didn't contain changes. Submit different information to create a change set.", told.Element("StatusReason")!.Value);
        Make("comment", "UPDATE", StackClient.Template + "\n# more\n");
        Assert.Equal("No updates are to be performed.", _client.Ask("DescribeChangeSet", ("StackName", "pets"), ("ChangeSetName", "comment")).Element("StatusReason")!.Value);
        Assert.Equal("InvalidChangeSetStatus", _client.Refused("ExecuteChangeSet", ("StackName", "pets"), ("ChangeSetName", "same")).Code);
        _client.Ask("DeleteChangeSet", ("StackName", "pets"), ("ChangeSetName", "same"));
        _client.Ask("DeleteChangeSet", ("StackName", "pets"), ("ChangeSetName", "same"));
        Assert.Equal(("ChangeSetNotFound", "ChangeSet [same] does not exist"), _client.Refused("DescribeChangeSet", ("StackName", "pets"), ("ChangeSetName", "same")));
    }

    [Fact]
    public void What_could_not_be_made_fails_before_anything_is_begun()
    {
        Make("bad", "CREATE", StackClient.Template.Replace("AuthorizationType: NONE", "AuthorizationType: NOBODY", StringComparison.Ordinal));
        var told = _client.Ask("DescribeChangeSet", ("StackName", "pets"), ("ChangeSetName", "bad"));
        Assert.Equal("FAILED", told.Element("Status")!.Value);
        Assert.Contains("(template:", told.Element("StatusReason")!.Value, StringComparison.Ordinal);
        Assert.Equal("REVIEW_IN_PROGRESS", _client.Status());
    }

    [Fact]
    public void Code_that_is_nowhere_is_told_as_such()
    {
        Make("none", "CREATE", "Resources: { F: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs22.x, Handler: a.b, Role: \"arn:aws:iam::123456789012:role/r\", Code: { S3Bucket: b, S3Key: k } } } }");
        Assert.Contains("There is no object k in the bucket b", _client.Ask("DescribeChangeSet", ("StackName", "pets"), ("ChangeSetName", "none")).Element("StatusReason")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_change_makes_what_was_offered_obsolete()
    {
        _client.Create();
        Make("offer", "UPDATE", StackClient.Template.Replace("Name: pets", "Name: dogs", StringComparison.Ordinal));
        _client.Ask("UpdateStack", ("StackName", "pets"), ("UsePreviousTemplate", "true"), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "b"));
        Assert.Contains("[OBSOLETE]", _client.Refused("ExecuteChangeSet", ("StackName", "pets"), ("ChangeSetName", "offer")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_the_wrong_kind_and_another_set_of_the_same_name()
    {
        Assert.Equal("Stack [pets] does not exist", _client.Refused("CreateChangeSet", ("StackName", "pets"), ("ChangeSetName", "a"), ("TemplateBody", StackClient.Template)).Message);
        _client.Create();
        Assert.StartsWith("Stack [pets] already exists and cannot be created again", _client.Refused("CreateChangeSet", ("StackName", "pets"), ("ChangeSetName", "a"), ("ChangeSetType", "CREATE"), ("TemplateBody", StackClient.Template)).Message, StringComparison.Ordinal);
        var dogs = StackClient.Template.Replace("Name: pets", "Name: dogs", StringComparison.Ordinal);
        var first = Make("a", "UPDATE", dogs);
        Assert.Equal(first, Make("a", "UPDATE", dogs));
        Assert.Equal(
            ("AlreadyExistsException", "ChangeSet a cannot be created due to a mismatch with existing attribute Template"),
            _client.Refused("CreateChangeSet", ("StackName", "pets"), ("ChangeSetName", "a"), ("TemplateBody", StackClient.Template + "# two")));
    }

    [Fact]
    public void A_name_is_free_again_once_its_change_set_was_executed_or_never_can_be()
    {
        Make("now", "CREATE", StackClient.Template);
        _client.Ask("ExecuteChangeSet", ("StackName", "pets"), ("ChangeSetName", "now"));
        var unchanged = Make("now", "UPDATE", StackClient.Template);
        Assert.Equal("FAILED", _client.Ask("DescribeChangeSet", ("StackName", "pets"), ("ChangeSetName", "now")).Element("Status")!.Value);
        Assert.NotEqual(unchanged, Make("now", "UPDATE", StackClient.Template.Replace("Name: pets", "Name: dogs", StringComparison.Ordinal)));
        _client.Ask("ExecuteChangeSet", ("StackName", "pets"), ("ChangeSetName", "now"));
        Assert.Equal("UPDATE_COMPLETE", _client.Status());
    }

    private string Make(string name, string kind, string template) =>
        _client.Ask("CreateChangeSet", ("StackName", "pets"), ("ChangeSetName", name), ("ChangeSetType", kind), ("TemplateBody", template)).Element("Id")!.Value;
}
