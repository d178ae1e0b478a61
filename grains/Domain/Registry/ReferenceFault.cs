namespace Qianliyan.Domain.Registry;

/// <summary>A reference of a record behind which nothing stands yet: a later registration may make it right.</summary>
/// <param name="Field">Column of the registry file.</param>
/// <param name="Value">As registered.</param>
/// <param name="Reason">Reads on after the value, and says what is not judged for it.</param>
public sealed record ReferenceFault(string Field, string Value, string Reason);
