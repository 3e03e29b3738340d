// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Foregate.ControlPlane.Operations.ApiGateway.Keys;

/// <summary>Reads a table of comma-separated values: quotes hold commas, line ends and doubled quotes.</summary>
internal static class CsvRows
{
    /// <summary>Rows that hold nothing are left out; <see langword="null"/> when a quote is never closed or text follows one.</summary>
    public static List<string[]>? Read(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var field = new StringBuilder();
        var (isQuoted, wasQuoted) = (false, false);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (isQuoted)
            {
                if (letter != '"')
                {
                    field.Append(letter);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    field.Append('"');
                    at++;
                }
                else
                {
                    (isQuoted, wasQuoted) = (false, true);
                }
            }
            else if (letter is ',' or '\r' or '\n')
            {
                EndField();
                if (letter != ',')
                {
                    EndRow();
                }
            }
            else if (letter == '"' && !wasQuoted && string.IsNullOrWhiteSpace(field.ToString()))
            {
                field.Clear();
                isQuoted = true;
            }
            else if (!wasQuoted)
            {
                field.Append(letter);
            }
            else if (!char.IsWhiteSpace(letter))
            {
                return null;
            }
        }

        EndField();
        EndRow();
        return isQuoted ? null : rows;

        void EndField()
        {
            row.Add(wasQuoted ? field.ToString() : field.ToString().Trim());
            field.Clear();
            wasQuoted = false;
        }

        void EndRow()
        {
            if (row.Exists(static value => value.Length > 0))
            {
                rows.Add([.. row]);
            }

            row = [];
        }
    }
}
