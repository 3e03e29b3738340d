// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam;

/// <summary>Templates with one function <c>F</c>, written in YAML's flow style.</summary>
internal static class FunctionTemplates
{
    /// <param name="properties">More of its properties.</param>
    /// <param name="events">Its events.</param>
    /// <param name="attributes">Lines beside its properties, such as a condition.</param>
    /// <param name="others">Other resources, one in a line.</param>
    public static string Of(string properties = "", string events = "", string attributes = "", string others = "") =>
        $"Conditions: {{C: !Equals [a, b], D: !Equals [a, b]}}\nResources:\n  F:\n    Type: AWS::Serverless::Function\n{(attributes.Length == 0 ? "" : $"    {attributes}\n")}"
        + $"    Properties: {{CodeUri: s3://bucket/key, Handler: app.run, Runtime: python3.13{(properties.Length == 0 ? "" : $", {properties}")}{(events.Length == 0 ? "" : $", Events: {{{events}}}")}}}\n"
        + string.Concat(others.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"  {line}\n"));
}
