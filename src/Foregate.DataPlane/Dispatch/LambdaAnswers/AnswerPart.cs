// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Dispatch.LambdaAnswers;

/// <summary>The members of a function's answer.</summary>
internal enum AnswerPart : byte
{
    Other,
    StatusCode,
    Headers,
    MultiValueHeaders,
    Cookies,
    Body,
    IsBase64Encoded,
}
