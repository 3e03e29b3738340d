// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Xml.Linq;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.CloudFormation;

/// <summary>Speaks CloudFormation's protocol with an endpoint of its own.</summary>
internal sealed class StackClient(bool isStrict = false) : IDisposable
{
    /// <summary>An API with one method, and its address as an output. What the method answers is a parameter.</summary>
    public const string Template = """
        Parameters:
          Pet: { Type: String, Default: rex }
          Secret: { Type: String, Default: hidden, NoEcho: true }
        Resources:
          Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: pets } }
          Get:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !GetAtt Api.RootResourceId
              HttpMethod: GET
              AuthorizationType: NONE
              Integration:
                Type: MOCK
                RequestTemplates: { application/json: '{"statusCode": 200}' }
        Outputs:
          Id: { Value: !Ref Api, Export: { Name: api } }
        """;

    private readonly SignedClient _client = new(isStrict: isStrict) { Service = "cloudformation" };

    public Account Account => _client.Account ?? new Account { AccountId = SignedClient.AccountId, Region = "us-east-1" };

    public SignedClient Signed => _client;

    public void Dispose() => _client.Dispose();

    /// <summary>The result of a call that is answered, without namespaces.</summary>
    public XElement Ask(string action, params (string Name, string Value)[] parameters)
    {
        var answer = Send(action, parameters);
        Assert.True(answer.StatusCode == 200, Text(answer));
        var response = Plain(XElement.Parse(Text(answer)));
        Assert.Equal(action + "Response", response.Name.LocalName);
        return response.Element(action + "Result") ?? new XElement("Nothing");
    }

    /// <summary>Code and message of a call that is refused.</summary>
    public (string Code, string Message) Refused(string action, params (string Name, string Value)[] parameters)
    {
        var answer = Send(action, parameters);
        Assert.True(answer.StatusCode >= 400, Text(answer));
        var error = Plain(XElement.Parse(Text(answer))).Element("Error")!;
        return (error.Element("Code")!.Value, error.Element("Message")!.Value);
    }

    /// <summary>Creates the stack pets; its id.</summary>
    public string Create(string template = Template, params (string Name, string Value)[] more) => Ask("CreateStack", [("StackName", "pets"), ("TemplateBody", template), .. more]).Element("StackId")!.Value;

    public string Status(string name = "pets") => Ask("DescribeStacks", ("StackName", name)).Descendants("StackStatus").Single().Value;

    public string[] All(string action, string element, params (string Name, string Value)[] parameters) => [.. Ask(action, parameters).Descendants(element).Select(static found => found.Value)];

    private ProtocolAnswer Send(string action, (string Name, string Value)[] parameters) => _client.Send(
        "POST",
        "/",
        string.Join('&', [$"Action={action}", "Version=2010-05-15", .. parameters.Select(static parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}")]),
        contentType: "application/x-www-form-urlencoded");

    private static string Text(ProtocolAnswer answer) => Encoding.UTF8.GetString(answer.Body.Span);

    private static XElement Plain(XElement element) => new(element.Name.LocalName, element.HasElements ? element.Elements().Select(Plain) : element.Value);
}
