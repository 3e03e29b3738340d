// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>
/// A path into a JSON document as Jayway's library reads and follows it, which is AWS's. A definite path (it can find one value at most) gives the bare
/// value; any other a list, which may be empty. A leaf that is missing is not found. Time and memory are bounded for every document.
/// </summary>
public sealed class JsonPathQuery
{
    /// <summary>The longest text of a path.</summary>
    public const int LongestText = 8192;

    private readonly PathToken? _first;
    private readonly bool _isFunction;

    internal JsonPathQuery(PathToken? first, bool startsAtRoot, bool isDefinite, bool isFunction)
    {
        _first = first;
        StartsAtRoot = startsAtRoot;
        IsDefinite = isDefinite;
        _isFunction = isFunction;
    }

    /// <summary>Whether it finds one value at most.</summary>
    public bool IsDefinite { get; }

    /// <summary>Whether it starts at the document ($) rather than at the item that a filter looks at (@).</summary>
    internal bool StartsAtRoot { get; }

    /// <summary>The compiled path, or null and why the text is none.</summary>
    public static JsonPathQuery? Parse(string text, out string? fault) => PathParser.Parse(text, 0, out fault);

    /// <summary>Follows the path through a document.</summary>
    public JsonPathResult Evaluate(Value root) => Evaluate(root, out _, out _);

    /// <summary>Follows the path through a document, and tells what that took.</summary>
    public JsonPathResult Evaluate(Value root, out long steps, out long bytes)
    {
        var evaluation = new PathEvaluation(root);
        var result = Evaluate(root, evaluation);
        (steps, bytes) = (evaluation.Spent, evaluation.Bytes);
        return result;
    }

    private JsonPathResult Evaluate(Value root, PathEvaluation evaluation)
    {
        return evaluation.Run(this, root, false, out var value) ? JsonPathResult.Found(value)
            : evaluation.Fault is { } fault ? JsonPathResult.Failed(fault)
            : JsonPathResult.NotFound;
    }

    /// <summary>Walks from a value; false when the path is not found there, or the evaluation has a fault.</summary>
    internal bool Walk(Value start, PathEvaluation evaluation) => _first is null ? evaluation.Add(start) : _first.Evaluate(start, evaluation);

    /// <summary>The same path, and all children of what it finds unless that is already counted: what length($.path) looks at.</summary>
    internal JsonPathQuery Children()
    {
        if (_first is null || _isFunction)
        {
            return this;
        }

        _first.Last.Continue(new WildcardToken());
        _first.Bind(true);
        return new JsonPathQuery(_first, StartsAtRoot, false, false);
    }
}
