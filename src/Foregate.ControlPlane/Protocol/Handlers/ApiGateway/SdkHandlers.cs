// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>Client libraries for REST APIs, on the wire: which there are on AWS and what each asks. None is generated here.</summary>
internal static class SdkHandlers
{
    private static readonly (string Id, string Name, string Description, (string Name, string Title, string Text, bool IsRequired, string? Value)[] Properties)[] s_types =
    [
        ("android", "Android", "Amazon API Gateway SDK for Android",
        [
            ("groupId", "Group ID", "The group ID of the generated library.", true, null),
            ("invokerPackage", "Invoker package", "The Java package of the generated clients.", true, null),
            ("artifactId", "Artifact ID", "The artifact ID of the generated library.", true, null),
            ("artifactVersion", "Artifact version", "The version of the generated library.", true, null),
        ]),
        ("java", "Java SDK", "Amazon API Gateway SDK for Java",
        [
            ("service.name", "Service Name", "The name by which the service is called in the generated SDK.", true, null),
            ("java.package-name", "Java Package Name", "The package of the generated code.", true, null),
            ("java.build-system", "Java Build System", "The build system of the generated library.", false, null),
            ("java.group-id", "Java Group Id", "The group ID of the generated library.", false, null),
            ("java.artifact-id", "Java Artifact Id", "The artifact ID of the generated library.", false, null),
            ("java.artifact-version", "Java Artifact Version", "The version of the generated library.", false, "1.0-SNAPSHOT"),
        ]),
        ("javascript", "JavaScript", "Amazon API Gateway SDK for JavaScript", []),
        ("objectivec", "iOS (Objective-C)", "Amazon API Gateway SDK for iOS (Objective-C)", [("classPrefix", "Prefix", "The prefix of all generated classes.", true, null)]),
        ("ruby", "Ruby SDK", "Amazon API Gateway SDK for Ruby",
        [
            ("service.name", "Service Name", "The name by which the service is called in the generated SDK.", true, null),
            ("ruby.gem-name", "Ruby Gem Name", "The name of the generated gem.", false, null),
            ("ruby.gem-version", "Ruby Gem Version", "The version of the generated gem.", false, null),
        ]),
        ("swift", "iOS (Swift)", "Amazon API Gateway SDK for iOS (Swift)", [("classPrefix", "Prefix", "The prefix of all generated classes.", true, null)]),
    ];

    public static HandlerResult GetTypes(HandlerCall call) => call.Items(s_types, static type => type.Id, static type => Wire(type));

    public static HandlerResult GetType(HandlerCall call)
    {
        foreach (var type in s_types)
        {
            if (type.Id == call.Text("id"))
            {
                return call.Answer(Wire(type));
            }
        }

        return AwsError.NotFound("Invalid SDK type identifier specified");
    }

    public static HandlerResult Get(HandlerCall call) => Stages.GetStage(call.Account, call.Text("restApiId"), call.Text("stageName")).Error
        ?? AwsError.NotBuilt("generate client libraries (GetSdk); export the API as OpenAPI and generate one from that");

    private static WireValue Wire((string Id, string Name, string Description, (string Name, string Title, string Text, bool IsRequired, string? Value)[] Properties) type) => WireValue.Structure(
        ("id", type.Id),
        ("friendlyName", type.Name),
        ("description", type.Description),
        ("configurationProperties", WireValue.List(type.Properties.Select(static property => WireValue.Structure(
            ("name", property.Name),
            ("friendlyName", property.Title),
            ("description", property.Text),
            ("required", property.IsRequired),
            ("defaultValue", property.Value))))));
}
