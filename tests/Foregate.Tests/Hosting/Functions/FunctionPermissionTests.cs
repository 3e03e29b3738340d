// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text.RegularExpressions;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting.Functions;

/// <summary>Resource policies of a template's functions, in the built program.</summary>
public sealed class FunctionPermissionTests
{
    // SAM gives its events permissions; nobody gives one to the second API.
    private const string Template = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Pets:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              CodeUri: code/
              Timeout: 20
              AutoPublishAlias: live
              Events:
                Rest: { Type: Api, Properties: { Path: '/pets/{id}', Method: get } }
                Any: { Type: Api, Properties: { Path: '/any/{proxy+}', Method: any } }
                Http: { Type: HttpApi, Properties: { Path: '/pets/{id}', Method: get } }
                Others: { Type: HttpApi }
          Uninvited: { Type: AWS::ApiGateway::RestApi, Properties: { Name: uninvited } }
          Method:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Uninvited
              ResourceId: !GetAtt Uninvited.RootResourceId
              HttpMethod: GET
              AuthorizationType: NONE
              Integration:
                Type: AWS_PROXY
                IntegrationHttpMethod: POST
                Uri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pets.Arn}/invocations
          Deployment: { Type: AWS::ApiGateway::Deployment, DependsOn: Method, Properties: { RestApiId: !Ref Uninvited, StageName: open } }
        """;

    [Fact]
    public async Task Strict_AWS_lets_in_whom_a_permission_names_and_tells_why_nobody_else()
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(static folder => File.Exists(Path.Combine(folder, "python3"))), "needs the program python3");
        using var folder = new Folder();
        Directory.CreateDirectory(folder["code"]);
        folder.Write("code/app.py", "def handler(event, context):\n    return {'statusCode': 200, 'body': context.invoked_function_arn}\n");
        folder.Write("template.yaml", Template);
        using var client = new HttpClient();
        await using (var strict = await ForegateProcess.ServeAsync(folder.Path, folder["template.yaml"], "--strict-aws"))
        {
            foreach (var url in (string[])[Invoke(strict, "Prod") + "/pets/7", Invoke(strict, "Prod") + "/any/a/b", Invoke(strict, @"\$default") + "/pets/7", Invoke(strict, @"\$default") + "/other"])
            {
                Assert.EndsWith(":live", await client.GetStringAsync(new Uri(url), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }

            using var refused = await client.GetAsync(new Uri(Invoke(strict, "open") + "/"), TestContext.Current.CancellationToken);
            Assert.Equal(
                (HttpStatusCode.InternalServerError, "{\"message\":\"Internal server error\"}"),
                (refused.StatusCode, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
            var id = refused.Headers.GetValues("x-amzn-RequestId").Single();
            var (_, explanation) = await ForegateProcess.RunAsync(folder.Path, "explain", id, "--management", strict.Management.ToString());
            Assert.Contains("Invalid permissions on Lambda function (no permission of the function ", explanation, StringComparison.Ordinal);
        }

        await using var lenient = await ForegateProcess.ServeAsync(folder.Path, folder["template.yaml"]);
        Assert.NotEmpty(await client.GetStringAsync(new Uri(Invoke(lenient, "open") + "/"), TestContext.Current.CancellationToken));
    }

    private static string Invoke(ForegateProcess foregate, string stage) =>
        Regex.Match(foregate.Output, $@"stage {stage}\)\s+Invoke\s+(\S+?)/\r?\n").Groups[1].Value;
}
