namespace Qianliyan.Registry;

public enum ImportSeverity
{
    /// <summary>The row is taken, without the value named, or with a reference behind which nothing stands yet.</summary>
    Warning = 1,

    /// <summary>The row is not taken.</summary>
    Error = 2,

    /// <summary>The file is not taken, not even in part.</summary>
    Refusal = 3,
}
