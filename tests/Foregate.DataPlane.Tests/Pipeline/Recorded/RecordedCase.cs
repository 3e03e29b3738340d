// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Foregate.DataPlane.Tests.Dispatch.LambdaEvents;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Pipeline.Recorded;

/// <summary>
/// A case that was recorded on AWS: the API that its calls made, and the requests to it with what they were answered. Skips the test where the data is not
/// beside the checkout.
/// </summary>
internal sealed class RecordedCase
{
    public const string ApiId = "rest123456";

    private static readonly string s_folder = Path.Combine(Events.Checkout, "..", "shared", "conformance", "recorded-rest");

    private readonly JsonNode _case;
    private readonly Dictionary<int, Resource> _resources = [];
    private Resource _root = new() { Id = "root000000", Path = "/" };

    private RecordedCase(string name, JsonNode recorded)
    {
        Name = name;
        _case = recorded;
    }

    public string Name { get; }

    public IEnumerable<JsonObject> Steps => _case["steps"]!.AsArray().Select(static step => step!.AsObject());

    /// <summary>Requests to the deployed API.</summary>
    public IEnumerable<JsonObject> Requests => Steps.Where(static step => Text(step["service"]) == "http");

    /// <summary>What was recorded without saying for which call.</summary>
    public JsonObject Loose => _case["loose"]!.AsObject();

    /// <summary>Every case that has to do with functions.</summary>
    public static List<RecordedCase> All() => Having(static services => services.Contains("lambda"));

    /// <summary>Every case with requests to an API that asks nobody.</summary>
    public static List<RecordedCase> Alone() => Having(static services => services.Contains("http") && services.All(static service => service is "http" or "apigateway"));

    private static List<RecordedCase> Having(Func<HashSet<string>, bool> services)
    {
        Assert.SkipUnless(Directory.Exists(s_folder), "There is no ../shared/conformance/recorded-rest beside the checkout.");
        return
        [
            .. Directory.EnumerateFiles(s_folder, "*.json").Order(StringComparer.Ordinal)
                .SelectMany(static file => JsonNode.Parse(File.ReadAllText(file))!.AsObject())
                .Select(static entry => new RecordedCase(entry.Key[(entry.Key.LastIndexOf("::", StringComparison.Ordinal) + 2)..], entry.Value!))
                .Where(each => services([.. each.Steps.Select(static step => Text(step["service"]))])),
        ];
    }

    public static RecordedCase Of(string name) => Having(static _ => true).Single(each => each.Name == name);

    public static string Text(JsonNode? node) => node!.GetValue<string>();

    /// <summary>The account as the case's calls leave it, its functions by one name.</summary>
    /// <param name="backend">Takes the place of a function's URL.</param>
    public Account Account(string backend = "")
    {
        var stages = OrdinalMap.Empty<Stage>();
        var validators = OrdinalMap.Empty<RequestValidator>();
        var models = OrdinalMap.Empty<Model>();
        foreach (var step in Steps.Where(static step => Text(step["service"]) == "apigateway"))
        {
            var given = step["params"]!.AsObject();
            switch (Text(step["operation"]))
            {
                case "CreateResource":
                    Create((int)step["n"]!, given);
                    break;
                case "PutMethod":
                    var verb = Text(given["httpMethod"]);
                    Change(given, _ => new Method
                    {
                        HttpMethod = verb,
                        RequestValidatorId = given["requestValidatorId"]?.GetValue<string>(),
                        RequestModels = Map(given["requestModels"]),
                        RequestParameters = OrdinalMap.Empty<bool>().AddRange(
                            (given["requestParameters"]?.AsObject() ?? []).Select(static entry => KeyValuePair.Create(entry.Key, (bool)entry.Value!))),
                    });
                    break;
                case "CreateRequestValidator":
                    var id = $"{{{{{step["n"]}.id}}}}";
                    validators = validators.Add(id, new RequestValidator
                    {
                        Id = id, Name = Text(given["name"]), ValidateRequestBody = (bool)given["validateRequestBody"]!, ValidateRequestParameters = (bool)given["validateRequestParameters"]!,
                    });
                    break;
                case "CreateModel":
                    var schema = Text(given["schema"]).Replace("{{1.id}}", ApiId, StringComparison.Ordinal);
                    models = models.Add(Text(given["name"]), new Model { Id = Text(given["name"]), Name = Text(given["name"]), ContentType = Text(given["contentType"]), Schema = schema });
                    break;
                case "PutMethodResponse":
                    Change(given, method => method! with { MethodResponses = method.MethodResponses.SetItem(Text(given["statusCode"]), new MethodResponse { StatusCode = Text(given["statusCode"]) }) });
                    break;
                case "PutIntegration":
                    Change(given, method => method! with { MethodIntegration = Integration(given, backend) });
                    break;
                case "PutIntegrationResponse":
                    Change(given, method => method! with { MethodIntegration = Answering(method.MethodIntegration!, given) });
                    break;
                case "CreateDeployment" or "CreateStage" when given["stageName"] is { } stage:
                    stages = stages.Add(Text(stage), GivenAccount.Prod with { StageName = Text(stage), Variables = OrdinalMap.Empty<string>() });
                    break;
                default:
                    break;
            }
        }

        var snapshot = new ApiSnapshot { RequestValidators = validators, Models = models, Resources = OrdinalMap.Empty<Resource>().AddRange(_resources.Values.Prepend(_root).Select(static resource => KeyValuePair.Create(resource.Id, resource))) };
        var api = GivenAccount.RestApi("/", GivenAccount.Get);
        api = api with { Stages = stages, Deployments = api.Deployments.SetItem("dep001", api.Deployments["dep001"] with { Snapshot = snapshot }) };
        return GivenAccount.Empty with { RestApis = OrdinalMap.Empty<RestApi>().Add(ApiId, api) };
    }

    private static Integration Integration(JsonObject given, string backend) => new()
    {
        Type = Text(given["type"]) switch
        {
            "AWS_PROXY" => IntegrationType.AwsProxy,
            "HTTP_PROXY" => IntegrationType.HttpProxy,
            "MOCK" => IntegrationType.Mock,
            "HTTP" => IntegrationType.Http,
            "AWS" => IntegrationType.Aws,
            var type => throw new InvalidOperationException(type),
        },
        HttpMethod = given["integrationHttpMethod"] is { } method ? Text(method) : null,
        // The recorder named functions after calls.
        Uri = given["uri"] is not { } uri ? null
            : Text(uri).Contains("FunctionUrl", StringComparison.Ordinal) ? backend + Text(uri)[(Text(uri).IndexOf("}}", StringComparison.Ordinal) + 2)..]
            : "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:recorded/invocations",
        RequestParameters = Map(given["requestParameters"]),
        RequestTemplates = Map(given["requestTemplates"]),
        PassthroughBehavior = given["passthroughBehavior"] is null ? PassthroughBehavior.WhenNoMatch : Text(given["passthroughBehavior"]) switch
        {
            "NEVER" => PassthroughBehavior.Never,
            "WHEN_NO_TEMPLATES" => PassthroughBehavior.WhenNoTemplates,
            _ => PassthroughBehavior.WhenNoMatch,
        },
    };

    /// <summary>Proxies have no use for integration responses; the others do.</summary>
    private static Integration Answering(Integration integration, JsonObject given)
    {
        if (integration.Type is IntegrationType.HttpProxy or IntegrationType.AwsProxy)
        {
            return integration;
        }

        var templates = Map(given["responseTemplates"]);
        foreach (var (type, template) in templates)
        {
            // The recorder wrote what the request's template said as a reference to it.
            templates = template.StartsWith("{{", StringComparison.Ordinal) && template.Contains("requestTemplates", StringComparison.Ordinal) ? templates.SetItem(type, integration.RequestTemplates[type]) : templates;
        }

        var status = Text(given["statusCode"]);
        return integration with { IntegrationResponses = integration.IntegrationResponses.SetItem(status, new IntegrationResponse { StatusCode = status, SelectionPattern = given["selectionPattern"] is { } pattern ? Text(pattern) : null, ResponseTemplates = templates }) };
    }

    private static ImmutableSortedDictionary<string, string> Map(JsonNode? node) =>
        OrdinalMap.Empty<string>().AddRange((node?.AsObject() ?? []).Select(static entry => KeyValuePair.Create(entry.Key, Text(entry.Value))));

    private void Create(int number, JsonObject given)
    {
        var parent = Find(Text(given["parentId"]));
        var path = (parent.Path == "/" ? "" : parent.Path) + "/" + Text(given["pathPart"]);
        _resources[number] = new Resource { Id = $"res{number:D7}", Path = path };
    }

    private void Change(JsonObject given, Func<Method?, Method> change)
    {
        var verb = Text(given["httpMethod"]);
        var resource = Find(Text(given["resourceId"]));
        resource = resource with { ResourceMethods = resource.ResourceMethods.SetItem(verb, change(resource.ResourceMethods.GetValueOrDefault(verb))) };
        if (resource.Id == _root.Id)
        {
            _root = resource;
        }
        else
        {
            _resources[_resources.Single(entry => entry.Value.Id == resource.Id).Key] = resource;
        }
    }

    /// <summary>By a reference to the call that made it: {{3.id}}, or the root.</summary>
    private Resource Find(string reference) =>
        reference.Contains("rootResourceId", StringComparison.Ordinal) ? _root : _resources[int.Parse(reference.AsSpan(2, reference.IndexOf('.', StringComparison.Ordinal) - 2), System.Globalization.CultureInfo.InvariantCulture)];
}
