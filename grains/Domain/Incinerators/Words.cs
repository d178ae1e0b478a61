namespace Qianliyan.Domain.Incinerators;

/// <summary>Choices of a policy as they are written in its file.</summary>
static class Words
{
    public static string Of<T>(T choice)
        where T : struct, Enum
    {
        string name = choice.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
