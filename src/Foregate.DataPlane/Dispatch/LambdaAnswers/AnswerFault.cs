// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Dispatch.LambdaAnswers;

/// <summary>Why what a function returned is no answer.</summary>
internal enum AnswerFault : byte
{
    None,
    NotJson,
    NotAnObject,
    UnknownMember,
    BadStatusCode,
    BadHeaders,
    BadHeaderValue,
    TooManyHeaders,
    BadCookies,
    BadBody,
    BadIsBase64Encoded,

    /// <summary>The body says that it is base64 and is not.</summary>
    NotBase64,
    TooLarge,

    /// <summary>What stands before a streamed body has other members than it may.</summary>
    BadPrelude,
}
