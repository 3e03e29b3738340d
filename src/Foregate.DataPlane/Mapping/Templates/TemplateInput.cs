// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>What <c>$input</c> is made of besides the request itself: the whole body that the template maps.</summary>
/// <param name="Body">The request's body, or the back end's answer's, as text in UTF-8.</param>
/// <param name="IsAnswer">Whether the body is the back end's: an answer that is empty stays so, while an empty request reads as <c>{}</c>.</param>
internal readonly record struct TemplateInput(ReadOnlyMemory<byte> Body, bool IsAnswer = false);
