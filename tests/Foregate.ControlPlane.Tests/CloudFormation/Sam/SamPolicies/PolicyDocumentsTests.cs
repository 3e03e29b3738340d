// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamPolicies;

public sealed class PolicyDocumentsTests
{
    [Fact]
    public void A_service_may_take_a_role_on() => Assert.Equal(
        """{"Statement":[{"Action":["sts:AssumeRole"],"Effect":"Allow","Principal":{"Service":["lambda.amazonaws.com"]}}],"Version":"2012-10-17"}""",
        PythonText.Json(PolicyDocuments.AssumedBy("lambda"), isCanonical: true));

    [Fact]
    public void A_bucket_takes_objects_and_lists_them() => Assert.Equal(
        """{"PolicyDocument":{"Statement":[{"Action":"s3:PutObject","Effect":"Allow","Resource":{"Fn::Join":["/",["arn","*"]]}},{"Action":"s3:ListBucket","Effect":"Allow","Resource":"arn"}]},"PolicyName":"P"}""",
        PythonText.Json(PolicyDocuments.Bucket("P", "arn"), isCanonical: true));
}
