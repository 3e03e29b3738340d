// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.CloudFormation;

/// <summary>Stacks on the wire: <see cref="StackHandlers"/>.</summary>
public sealed class StackHandlersTests : IDisposable
{
    private readonly StackClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Creates_a_stack_that_is_there_when_the_call_is_answered()
    {
        var id = _client.Create();
        Assert.Matches(@"\Aarn:aws:cloudformation:us-east-1:123456789012:stack/pets/[0-9a-f-]{36}\z", id);
        Assert.Equal("CREATE_COMPLETE", _client.Status());
        var api = Assert.Single(_client.Account.RestApis.Values);
        Assert.Equal(api.Id, _client.All("DescribeStacks", "OutputValue")[0]);
        Assert.Equal(["rex", "****"], _client.All("DescribeStacks", "ParameterValue"));
        Assert.Equal(("AlreadyExistsException", "Stack [pets] already exists"), _client.Refused("CreateStack", ("StackName", "pets"), ("TemplateBody", StackClient.Template)));
    }

    [Fact]
    public void A_call_that_is_repeated_with_its_token_is_answered_as_before()
    {
        var id = _client.Create(StackClient.Template, ("ClientRequestToken", "a1"));
        Assert.Equal(id, _client.Create(StackClient.Template, ("ClientRequestToken", "a1")));
        Assert.Equal("TokenAlreadyExistsException", _client.Refused("UpdateStack", ("StackName", "pets"), ("TemplateBody", StackClient.Template), ("ClientRequestToken", "a1")).Code);
    }

    [Fact]
    public void Updates_with_the_previous_template_and_values()
    {
        _client.Create(StackClient.Template, ("Parameters.member.1.ParameterKey", "Secret"), ("Parameters.member.1.ParameterValue", "said once"));
        Assert.Equal(
            ("ValidationError", "No updates are to be performed."),
            _client.Refused("UpdateStack", ("StackName", "pets"), ("UsePreviousTemplate", "true"), ("Parameters.member.1.ParameterKey", "Secret"), ("Parameters.member.1.UsePreviousValue", "true")));
        _client.Ask(
            "UpdateStack", ("StackName", "pets"), ("TemplateBody", StackClient.Template.Replace("Name: pets", "Name: dogs", StringComparison.Ordinal)),
            ("Parameters.member.1.ParameterKey", "Secret"), ("Parameters.member.1.UsePreviousValue", "true"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"));
        Assert.Equal("UPDATE_COMPLETE", _client.Status());
        Assert.Equal("dogs", Assert.Single(_client.Account.RestApis.Values).Name);
        Assert.Equal("said once", _client.Account.Stacks["pets"].Parameters["Secret"].Value);
        Assert.Equal(["team"], _client.All("DescribeStacks", "Key"));
        Assert.Equal(
            "Invalid input for parameter key Nobody. Cannot specify usePreviousValue as true for a parameter key not in the previous template",
            _client.Refused("UpdateStack", ("StackName", "pets"), ("UsePreviousTemplate", "true"), ("Parameters.member.1.ParameterKey", "Nobody"), ("Parameters.member.1.UsePreviousValue", "true")).Message);
    }

    [Fact]
    public void What_cannot_be_made_leaves_a_stack_that_tells_why_and_nothing_else()
    {
        _client.Create(StackClient.Template.Replace("AuthorizationType: NONE", "AuthorizationType: NOBODY", StringComparison.Ordinal));
        Assert.Equal("ROLLBACK_COMPLETE", _client.Status());
        Assert.Empty(_client.Account.RestApis);
        var events = _client.Ask("DescribeStackEvents", ("StackName", "pets")).Descendants("member").Select(static item => $"{item.Element("LogicalResourceId")!.Value} {item.Element("ResourceStatus")!.Value}").ToList();
        Assert.Equal(("pets ROLLBACK_COMPLETE", "pets CREATE_IN_PROGRESS"), (events[0], events[^1]));
        Assert.Contains("Get CREATE_FAILED", events);
        Assert.Contains("can not be updated.", _client.Refused("UpdateStack", ("StackName", "pets"), ("TemplateBody", StackClient.Template)).Message, StringComparison.Ordinal);
        _client.Ask("DeleteStack", ("StackName", "pets"));
        _client.Create();
    }

    [Theory]
    [InlineData("OnFailure", "DELETE", "DELETE_COMPLETE", 0)]
    [InlineData("OnFailure", "DO_NOTHING", "CREATE_FAILED", 1)]
    [InlineData("DisableRollback", "true", "CREATE_FAILED", 1)]
    public void What_fails_is_deleted_or_left_on_request(string name, string value, string status, int apis)
    {
        var id = _client.Create(StackClient.Template.Replace("AuthorizationType: NONE", "AuthorizationType: NOBODY", StringComparison.Ordinal), (name, value));
        Assert.Equal(status, _client.Status(id));
        Assert.Equal(apis, _client.Account.RestApis.Count);
        _client.Ask("DeleteStack", ("StackName", "pets"));
        Assert.Empty(_client.Account.RestApis);
    }

    [Fact]
    public void What_cannot_be_served_fails_with_its_reason_and_is_rolled_back()
    {
        using var client = new StackClient(isStrict: true);
        client.Create("Resources: { Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: pets } } }");
        var before = client.Account.RestApis;
        client.Ask("UpdateStack", ("StackName", "pets"), ("TemplateBody", StackClient.Template.Replace("AuthorizationType: NONE", "AuthorizationType: AWS_IAM", StringComparison.Ordinal)
            .Replace("Outputs:", "  D: { Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: { RestApiId: !Ref Api } }\n  S: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, DeploymentId: !Ref D, StageName: v1 } }\nOutputs:", StringComparison.Ordinal)));
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", client.Status());
        Assert.Same(before.Values.Single(), client.Account.RestApis.Values.Single());
        Assert.Contains(client.All("DescribeStackEvents", "ResourceStatusReason", ("StackName", "pets")), static reason => reason.Contains("AWS_IAM authorization is not enforced yet", StringComparison.Ordinal));
        Assert.Contains("failed to update: [Get]", client.All("DescribeStacks", "StackStatusReason", ("StackName", "pets"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Deletes_a_stack_and_remembers_it_by_its_id()
    {
        var id = _client.Create();
        _client.Ask("DeleteStack", ("StackName", "pets"));
        Assert.Empty(_client.Account.RestApis);
        Assert.Equal("DELETE_COMPLETE", _client.Status(id));
        Assert.Equal(("ValidationError", "Stack with id pets does not exist"), _client.Refused("DescribeStacks", ("StackName", "pets")));
        Assert.Empty(_client.All("DescribeStacks", "StackId"));
        _client.Ask("DeleteStack", ("StackName", "pets"));
        Assert.NotEqual(id, _client.Create());
    }

    [Fact]
    public void Retains_what_it_is_told_to_retain()
    {
        _client.Create();
        Assert.Equal("Resource Nobody does not exist for stack pets", _client.Refused("DeleteStack", ("StackName", "pets"), ("RetainResources.member.1", "Nobody")).Message);
        _client.Ask("DeleteStack", ("StackName", "pets"), ("RetainResources.member.1", "Api"), ("RetainResources.member.2", "Get"));
        Assert.Single(_client.Account.RestApis);
        Assert.Empty(_client.All("DescribeStacks", "StackId"));
    }

    [Fact]
    public void Protects_a_stack_from_deletion()
    {
        _client.Create(StackClient.Template, ("EnableTerminationProtection", "true"));
        Assert.Equal(("ValidationError", "Stack [pets] cannot be deleted while TerminationProtection is enabled"), _client.Refused("DeleteStack", ("StackName", "pets")));
        _client.Ask("UpdateTerminationProtection", ("StackName", "pets"), ("EnableTerminationProtection", "false"));
        _client.Ask("DeleteStack", ("StackName", "pets"));
    }

    [Fact]
    public void Wants_the_caller_to_agree_to_transforms_and_roles()
    {
        const string role = "Resources: { R: { Type: AWS::IAM::Role, Properties: { RoleName: mine } } }";
        Assert.Equal(("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_NAMED_IAM]"), _client.Refused("CreateStack", ("StackName", "a"), ("TemplateBody", role), ("Capabilities.member.1", "CAPABILITY_IAM")));
        Assert.Equal("Requires capabilities : [CAPABILITY_IAM]", _client.Refused("CreateStack", ("StackName", "a"), ("TemplateBody", role.Replace("RoleName", "Path", StringComparison.Ordinal))).Message);
        Assert.Equal("Requires capabilities : [CAPABILITY_AUTO_EXPAND]", _client.Refused("CreateStack", ("StackName", "a"), ("TemplateBody", "Transform: AWS::Serverless-2016-10-31\n" + role)).Message);
        _client.Ask("CreateStack", ("StackName", "a"), ("TemplateBody", role), ("Capabilities.member.1", "CAPABILITY_NAMED_IAM"));
    }

    [Fact]
    public void Refuses_what_is_wrong_with_every_fault_and_makes_nothing()
    {
        foreach (var (start, parameters) in new (string, (string, string)[])[]
        {
            ("Template format error: unsupported structure.", [("TemplateBody", "a")]),
            ("Template format error: ", [("TemplateBody", "a: [")]),
            ("Either Template URL or Template Body must be specified.", []),
            ("You cannot specify both Template Body and Template URL.", [("TemplateBody", "a"), ("TemplateURL", "https://b.s3.amazonaws.com/k")]),
            ("S3 error: The specified bucket does not exist", [("TemplateURL", "https://b.s3.amazonaws.com/k")]),
            ("TemplateURL must be a supported URL.", [("TemplateURL", "ftp://b/k")]),
            ("1 validation error detected: Value '1pets' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*", [("StackName", "1pets"), ("TemplateBody", StackClient.Template)]),
            ("Parameters: [Nobody] do not exist in the template", [("TemplateBody", StackClient.Template), ("Parameters.member.1.ParameterKey", "Nobody"), ("Parameters.member.1.ParameterValue", "x")]),
        })
        {
            var (code, message) = _client.Refused("CreateStack", [.. parameters, ("StackName", "pets")]);
            Assert.Equal("ValidationError", code);
            Assert.StartsWith(start, message, StringComparison.Ordinal);
        }

        var long_ = _client.Refused("CreateStack", ("StackName", "pets"), ("TemplateBody", new string('#', 51_201))).Message;
        Assert.EndsWith("at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200", long_, StringComparison.Ordinal);
        var both = _client.Refused("CreateStack", ("StackName", "pets"), ("TemplateBody", "Resources:\n  A: { Type: AWS::ApiGateway::RestApi, Conditions: x, Condition: Nobody }\n  B: { Properties: {} }\n")).Message;
        Assert.Contains("template:2:", both, StringComparison.Ordinal);
        Assert.Contains("template:3:", both, StringComparison.Ordinal);
        Assert.Contains("Nobody", both, StringComparison.Ordinal);
        Assert.Empty(_client.Account.Stacks);
    }

    [Fact]
    public void Refuses_what_it_cannot_keep()
    {
        foreach (var (name, value) in new[] { ("StackPolicyBody", "{}"), ("NotificationARNs.member.1", "arn:aws:sns:us-east-1:123456789012:a"), ("RollbackConfiguration.RollbackTriggers.member.1.Arn", "a"), ("ResourceTypes.member.1", "AWS::Lambda::*") })
        {
            (string, string)[] type = name.StartsWith("Rollback", StringComparison.Ordinal) ? [("RollbackConfiguration.RollbackTriggers.member.1.Type", "b")] : [];
            var message = _client.Refused("CreateStack", [("StackName", "pets"), ("TemplateBody", StackClient.Template), (name, value), .. type]).Message;
            Assert.True(message.StartsWith("Foregate cannot do this yet", StringComparison.Ordinal) || message.Contains("is not allowed by parameter ResourceTypes", StringComparison.Ordinal), message);
        }

        _client.Create();
        Assert.Contains("Foregate cannot do this yet", _client.Refused("SetStackPolicy", ("StackName", "pets"), ("StackPolicyBody", "{}")).Message, StringComparison.Ordinal);
        Assert.Equal("CancelUpdateStack cannot be called from current stack status", _client.Refused("CancelUpdateStack", ("StackName", "pets")).Message);
        Assert.Contains("can not continue rolling back", _client.Refused("ContinueUpdateRollback", ("StackName", "pets")).Message, StringComparison.Ordinal);
        Assert.Empty(_client.Ask("GetStackPolicy", ("StackName", "pets")).Elements());
        Assert.Equal(
            "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
            _client.Refused("CreateStack", ("TemplateBody", StackClient.Template)).Message);
    }
}
