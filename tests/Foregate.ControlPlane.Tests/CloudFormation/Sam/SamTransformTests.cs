// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam;

public sealed class SamTransformTests
{
    private const string Text = """
        Transform: AWS::Serverless-2016-10-31
        Globals:
          Function: {Runtime: python3.13, Timeout: 9, CodeUri: ./code, Handler: app.run, Environment: {Variables: {ONE: "1"}}}
          Api: {Cors: "'*'"}
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Timeout: 5
              Environment: {Variables: {TWO: "2"}}
              Events:
                Rest: {Type: Api, Properties: {Path: "/pets/{id}", Method: get, Auth: {ApiKeyRequired: true}}}
                Http: {Type: HttpApi, Properties: {Path: /pets, Method: post}}
                All: {Type: HttpApi}
                Clock: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
        Outputs:
          Url: {Value: !Sub "https://${ServerlessRestApi}.execute-api.${AWS::Region}.amazonaws.com/Prod/pets"}
        """;

    [Fact]
    public void Globals_are_merged_and_overridden()
    {
        var function = Assert.Single(Templates.Account(Text).Functions).Value;
        Assert.Equal((5, "python3.13", "1", "2"), (function.Timeout, function.Runtime, function.Environment["ONE"], function.Environment["TWO"]));
    }

    [Theory]
    [InlineData("\"*\"", "python3.12", 3, 0)]
    [InlineData("[Timeout, Environment]", "python3.13", 3, 0)]
    [InlineData("[Runtime]", "python3.12", 9, 1)]
    public void Globals_that_a_resource_ignores_are_not_for_it(string ignored, string runtime, int timeout, int variables)
    {
        var function = Assert.Single(Templates.Account($$$"""
            Transform: AWS::Serverless-2016-10-31
            Globals: {Function: {Runtime: python3.13, Timeout: 9, Environment: {Variables: {ONE: "1"} } } }
            Resources:
              F:
                Type: AWS::Serverless::Function
                IgnoreGlobals: {{{ignored}}}
                Properties: {CodeUri: ./code, Handler: app.run{{{(runtime == "python3.12" ? ", Runtime: python3.12" : "")}}} }
            """).Functions).Value;
        Assert.Equal((runtime, timeout, variables), (function.Runtime, function.Timeout, function.Environment.Count));
    }

    [Fact]
    public void What_SAM_adds_by_itself_is_not_told()
    {
        var result = Templates.Of("""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: ./code, Handler: app.run, Runtime: python3.13, Events: {All: {Type: HttpApi}}}
            """);
        Assert.Empty(result.Faults);
        Assert.Empty(result.Notices);
    }

    [Fact]
    public void Events_make_implicit_apis_with_stages_permissions_and_cors()
    {
        var result = Templates.Of(Text);
        Assert.Empty(result.Lines());
        var account = result.Account!;
        var rest = Assert.Single(account.RestApis).Value;
        var pet = Assert.Single(rest.Resources.Values, resource => resource.Path == "/pets/{id}");
        Assert.True(pet.ResourceMethods["GET"].ApiKeyRequired);
        Assert.EndsWith("function:shop-F/invocations", pet.ResourceMethods["GET"].MethodIntegration!.Uri, StringComparison.Ordinal);
        Assert.Equal("'GET,OPTIONS'", pet.ResourceMethods["OPTIONS"].MethodIntegration!.IntegrationResponses["200"].ResponseParameters["method.response.header.Access-Control-Allow-Methods"]);
        Assert.Equal(["Prod", "Stage"], rest.Stages.Keys);
        var http = Assert.Single(account.Apis).Value;
        Assert.Equal(["$default", "POST /pets"], http.Routes.Values.Select(route => route.RouteKey).Order(StringComparer.Ordinal));
        Assert.All(http.Integrations.Values, integration => Assert.Equal("2.0", integration.PayloadFormatVersion));
        Assert.Equal(3, account.Functions["shop-F"].Permissions.Count);
        Assert.Equal($"https://{rest.Id}.execute-api.us-east-1.amazonaws.com/Prod/pets", Assert.Single(result.Outputs).Value);
        Assert.Contains(result.Notices, notice => notice.Text == "Events of other services invoke nothing here: Schedule.");
    }

    [Fact]
    public void An_authorizer_that_the_API_does_not_have_is_refused()
    {
        var result = Templates.Of(Text.Replace("{ApiKeyRequired: true}", "{Authorizer: Mine}", StringComparison.Ordinal));
        var line = Assert.Single(result.Lines());
        Assert.StartsWith("12: Resource with id [F] is invalid. Event with id [Rest] is invalid. Unable to set Authorizer [Mine] on API method [get] for path [/pets/{id}]", line, StringComparison.Ordinal);
    }

    [Fact]
    public void One_method_of_a_path_belongs_to_one_event()
    {
        var result = Templates.Of(Text.Replace("All: {Type: HttpApi}", "All: {Type: HttpApi, Properties: {Path: /pets, Method: POST}}", StringComparison.Ordinal));
        Assert.Contains(result.Faults, fault => fault.Cause.EndsWith("API method 'post' defined multiple times for path '/pets'.", StringComparison.Ordinal));
    }
}
