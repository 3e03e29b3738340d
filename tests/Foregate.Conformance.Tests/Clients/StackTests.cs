// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>AWS's own tools make stacks on the built program: the AWS CLI from a template and from the pet shop's SAM template, boto3 by its waiters.</summary>
public sealed class StackTests : IAsyncDisposable
{
    private const string Template = """
        Resources:
          Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: pets } }
          Pets: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: pets } }
          Get:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !Ref Pets
              HttpMethod: GET
              AuthorizationType: NONE
              Integration:
                Type: MOCK
                RequestTemplates: { application/json: '{"statusCode": 200}' }
                IntegrationResponses: [ { StatusCode: "200", ResponseTemplates: { application/json: '["Rex"]' } } ]
              MethodResponses: [ { StatusCode: "200" } ]
          One: { Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: { RestApiId: !Ref Api } }
          Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, DeploymentId: !Ref One, StageName: v1 } }
        Outputs:
          Api: { Value: !Ref Api }
        """;

    private AwsAccount? _account;

    [Fact]
    public async Task The_AWS_CLI_deploys_changes_rolls_back_and_deletes()
    {
        await ServeAsync();
        Write("pets.yaml", Template);
        Assert.Equal("[]", await AwsAsync("cloudformation validate-template --template-body file://pets.yaml --query Parameters --output json"));
        Assert.Contains("Successfully created/updated stack - pets", await AwsAsync("cloudformation deploy --template-file pets.yaml --stack-name pets"), StringComparison.Ordinal);
        var api = await AwsAsync("cloudformation describe-stacks --stack-name pets --query Stacks[0].Outputs[0].OutputValue --output text");
        Assert.Equal("[\"Rex\"]", await GetAsync($"{api}/v1/pets"));

        var again = await _account!.AwsAsync("cloudformation deploy --template-file pets.yaml --stack-name pets --no-fail-on-empty-changeset", []);
        Assert.Contains("No changes to deploy. Stack pets is up to date", again.Succeeded().Text, StringComparison.Ordinal);

        // As on AWS, what a stage serves changes with another deployment.
        Write("pets.yaml", Template.Replace("Rex", "Max", StringComparison.Ordinal).Replace("One", "Two", StringComparison.Ordinal));
        await AwsAsync("cloudformation deploy --template-file pets.yaml --stack-name pets --tags team=a");
        Assert.Equal("[\"Max\"]", await GetAsync($"{api}/v1/pets"));
        Assert.Equal("UPDATE_COMPLETE\ta", await AwsAsync("cloudformation describe-stacks --stack-name pets --query Stacks[0].[StackStatus,Tags[0].Value] --output text"));

        Write("pets.yaml", Template.Replace("AuthorizationType: NONE", "AuthorizationType: NOBODY", StringComparison.Ordinal));
        await AwsAsync("cloudformation update-stack --stack-name pets --template-body file://pets.yaml");
        var waited = await _account.AwsAsync("cloudformation wait stack-update-complete --stack-name pets", []);
        Assert.NotEqual(0, waited.Code);
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", await AwsAsync("cloudformation describe-stacks --stack-name pets --query Stacks[0].StackStatus --output text"));
        Assert.Contains("NOBODY", await AwsAsync("cloudformation describe-stack-events --stack-name pets --query StackEvents[?ResourceStatus=='UPDATE_FAILED'].ResourceStatusReason --output text"), StringComparison.Ordinal);
        Assert.Equal("[\"Max\"]", await GetAsync($"{api}/v1/pets"));

        await AwsAsync("cloudformation delete-stack --stack-name pets");
        await AwsAsync("cloudformation wait stack-delete-complete --stack-name pets");
        Assert.Equal("0", await AwsAsync("apigateway get-rest-apis --query length(items)"));
    }

    [Fact]
    public async Task The_AWS_CLI_makes_and_executes_a_change_set()
    {
        await ServeAsync();
        Write("pets.yaml", Template);
        await AwsAsync("cloudformation create-change-set --stack-name pets --change-set-name first --change-set-type CREATE --template-body file://pets.yaml");
        await AwsAsync("cloudformation wait change-set-create-complete --stack-name pets --change-set-name first");
        Assert.Equal("5\tAdd", await AwsAsync("cloudformation describe-change-set --stack-name pets --change-set-name first --query [length(Changes),Changes[0].ResourceChange.Action] --output text"));
        await AwsAsync("cloudformation execute-change-set --stack-name pets --change-set-name first");
        await AwsAsync("cloudformation wait stack-create-complete --stack-name pets");
        Assert.Equal("5", await AwsAsync("cloudformation list-stack-resources --stack-name pets --query length(StackResourceSummaries)"));
        Assert.Contains("(ValidationError) when calling the CreateStack operation: Template format error: unsupported structure.", await FailAsync("cloudformation create-stack --stack-name bad --template-body []"), StringComparison.Ordinal);
        Assert.Contains("(AlreadyExistsException) when calling the CreateStack operation: Stack [pets] already exists", await FailAsync("cloudformation create-stack --stack-name pets --template-body file://pets.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pet_shop_is_packaged_and_deployed()
    {
        await ServeAsync();
        var petshop = Path.Combine(Folder.Repository, "samples/petshop");
        var environment = new Dictionary<string, string>(_account!.Environment) { ["AWS_ENDPOINT_URL"] = _account.Management };
        await AwsAsync("s3 mb s3://my-artifacts");
        var template = Path.Combine(petshop, "template.yaml");
        (await Tool.Named("aws").RunAsync(
            ["cloudformation", "package", "--template-file", template, "--s3-bucket", "my-artifacts", "--output-template-file", "packaged.yaml"], environment: environment, folder: _account.Folder)).Succeeded();
        await AwsAsync("cloudformation deploy --template-file packaged.yaml --stack-name shop --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND");
        var http = await AwsAsync("cloudformation describe-stack-resource --stack-name shop --logical-resource-id ServerlessHttpApi --query StackResourceDetail.PhysicalResourceId --output text");
        Assert.Contains("quote", await GetAsync($"{http}/quote"), StringComparison.Ordinal);
        Assert.Contains("EUR", await GetAsync($"{http}/prices/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boto3_waits_for_stacks_and_reads_them()
    {
        await ServeAsync();
        var python = Tool.Named("python3");
        Assert.SkipUnless((await python.RunAsync(["-c", "import boto3"])).Code == 0, "boto3 is not installed.");
        Write("pets.yaml", Template);
        Write("stacks.py", """
            import boto3, json, sys
            stacks = boto3.client("cloudformation", endpoint_url=sys.argv[1])
            template = open("pets.yaml").read()
            made = stacks.create_stack(StackName="pets", TemplateBody=template, Tags=[{"Key": "a", "Value": "b"}], OnFailure="DELETE")["StackId"]
            stacks.get_waiter("stack_create_complete").wait(StackName="pets", WaiterConfig={"Delay": 1, "MaxAttempts": 2})
            events = [event for page in stacks.get_paginator("describe_stack_events").paginate(StackName="pets") for event in page["StackEvents"]]
            drift = stacks.detect_stack_drift(StackName="pets")["StackDriftDetectionId"]
            told = {
                "events": len(events), "first": events[-1]["ResourceStatus"], "ordered": events == sorted(events, key=lambda event: event["Timestamp"], reverse=True),
                "drift": stacks.describe_stack_drift_detection_status(StackDriftDetectionId=drift)["StackDriftStatus"],
                "same": stacks.get_template(StackName="pets")["TemplateBody"] == template,
                "types": len(stacks.get_template_summary(StackName="pets")["ResourceTypes"]),
            }
            stacks.delete_stack(StackName="pets")
            stacks.get_waiter("stack_delete_complete").wait(StackName=made, WaiterConfig={"Delay": 1, "MaxAttempts": 2})
            told["deleted"] = stacks.describe_stacks(StackName=made)["Stacks"][0]["StackStatus"]
            print(json.dumps(told))
            """);
        var told = JsonElement.Parse((await python.RunAsync(["stacks.py", _account!.Management], environment: _account.Environment, folder: _account.Folder)).Succeeded().Text);
        Assert.Equal("""{"events": 17, "first": "CREATE_IN_PROGRESS", "ordered": true, "drift": "IN_SYNC", "same": true, "types": 5, "deleted": "DELETE_COMPLETE"}""", told.GetRawText());
    }

    public async ValueTask DisposeAsync()
    {
        if (_account is not null)
        {
            await _account.DisposeAsync();
        }
    }

    private async Task ServeAsync()
    {
        Tool.Named("aws");
        _account = await AwsAccount.ServeAsync();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_account!.Folder, name), text);

    private async Task<string> AwsAsync(string command) => (await _account!.AwsAsync(command, [])).Succeeded().Text.Trim();

    private async Task<string> FailAsync(string command)
    {
        var result = await _account!.AwsAsync(command, []);
        Assert.NotEqual(0, result.Code);
        return result.Error;
    }

    private async Task<string> GetAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(_account!.Invoke + path);
    }
}
