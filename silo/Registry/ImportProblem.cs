namespace Qianliyan.Registry;

/// <summary>One thing wrong with an imported file.</summary>
/// <param name="Line">Line of the CSV file, or number of the GeoJSON feature, from 1; 0 is the file as a whole.</param>
/// <param name="Column">Column or property; empty for the row as a whole.</param>
/// <param name="Value">What stood there, shortened to 80 characters; a password shows as stars.</param>
/// <param name="Reason">Reads on after the value: "is not a six-digit code of GB/T 2260".</param>
/// <param name="Severity">What becomes of the row.</param>
public sealed record ImportProblem(long Line, string Column, string Value, string Reason, ImportSeverity Severity)
{
    public override string ToString() =>
        Column.Length == 0 ? $"line {Line}: '{Value}' {Reason}" : $"line {Line}, {Column}: '{Value}' {Reason}";
}
