namespace Qianliyan.Hj212;

/// <summary>One line of an explanation.</summary>
/// <param name="Field">The name as it stands in the frame, or a part of the frame such as "CRC".</param>
/// <param name="Raw">The text as it came; secrets are masked.</param>
/// <param name="Meaning">What it says, in words.</param>
/// <param name="Remark">What is odd about it; empty when nothing is.</param>
public sealed record ExplainedField(string Field, string Raw, string Meaning, string Remark);
