// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamOthers;

/// <summary><c>AWS::Serverless::Application</c>: a nested stack. One of the Serverless Application Repository lies with AWS, and is refused.</summary>
internal static class Application
{
    public static SamType Type { get; } = new(
        new SamProperties(SamNames.Application, "Location!=text|map TemplateUrl=text Parameters=map NotificationARNs=texts Tags=map TimeoutInMinutes=int"),
        (_, resource) => [Stack(resource)]);

    private static SamResource Stack(SamResource resource)
    {
        var location = resource["Location"]!;
        if (!location.IsText)
        {
            throw new SamRefusal(location, "The application lies in the Serverless Application Repository, which Foregate does not reach.", "Download its template, and name the file or its URL.");
        }

        var stack = new SamResource(resource.LogicalId, "AWS::CloudFormation::Stack", resource.HandedOn()) { DependsOn = resource.DependsOn, Place = resource.Place };
        foreach (var property in (string[])["Parameters", "NotificationARNs", "TimeoutInMinutes"])
        {
            stack[property] = resource[property];
        }

        stack["Tags"] = Tags.WithSam(resource, resource["Tags"]);
        stack["TemplateURL"] = location;
        return stack;
    }
}
