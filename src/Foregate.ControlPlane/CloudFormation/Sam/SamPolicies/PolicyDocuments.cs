// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;

/// <summary>Policies that SAM writes itself.</summary>
internal static class PolicyDocuments
{
    /// <summary>Who may take a role on: one of AWS's services, such as <c>lambda</c>.</summary>
    public static SamNode AssumedBy(string service) => SamNode.Map(
        ("Version", "2012-10-17"),
        ("Statement", SamNode.List(SamNode.Map(
            ("Action", SamNode.List("sts:AssumeRole")),
            ("Effect", "Allow"),
            ("Principal", SamNode.Map(("Service", SamNode.List($"{service}.amazonaws.com"))))))));

    /// <summary>A policy of a role that allows one action.</summary>
    public static SamNode Allow(string name, string action, SamNode resource) => SamNode.Map(
        ("PolicyName", name),
        ("PolicyDocument", SamNode.Map(("Statement", SamNode.List(Statement(action, resource))))));

    public static SamNode DeadLetterQueue(string action, SamNode resource) => SamNode.Map(
        ("PolicyName", "DeadLetterQueuePolicy"),
        ("PolicyDocument", SamNode.Map(("Version", "2012-10-17"), ("Statement", SamNode.List(Statement(action, resource))))));

    public static SamNode Bucket(string name, SamNode bucket) => SamNode.Map(
        ("PolicyName", name),
        ("PolicyDocument", SamNode.Map(("Statement", SamNode.List(
            Statement("s3:PutObject", SamNode.Map(("Fn::Join", SamNode.List("/", SamNode.List(bucket, "*"))))),
            Statement("s3:ListBucket", bucket))))));

    private static SamNode Statement(string action, SamNode resource) => SamNode.Map(("Action", action), ("Effect", "Allow"), ("Resource", resource));
}
