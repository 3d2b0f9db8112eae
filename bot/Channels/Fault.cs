namespace BotAdvice.Bot.Channels;

/// <summary>An error as Direct Line and the Connector write it.</summary>
/// <param name="Error">What is wrong.</param>
internal sealed record FaultBody(FaultDetail Error);

/// <summary>What is wrong.</summary>
/// <param name="Code">Stable; a program may rely on it.</param>
/// <param name="Message">For the programmer who reads it; may change.</param>
internal sealed record FaultDetail(string Code, string Message);

/// <summary>Answers of both channels to what cannot be done.</summary>
internal static class Fault
{
    public const string BadArgument = "BadArgument";

    /// <summary>An error with its body.</summary>
    public static IResult Of(int status, string code, string message) =>
        Results.Json(new FaultBody(new(code, message)), ActivityJson.Default.FaultBody, statusCode: status);

    public static IResult BadRequest(string message) => Of(StatusCodes.Status400BadRequest, BadArgument, message);

    public static IResult Unauthorized(string message) => Of(StatusCodes.Status401Unauthorized, "Unauthorized", message);

    public static IResult Forbidden(string code, string message) => Of(StatusCodes.Status403Forbidden, code, message);

    public static IResult NotFound(string message) => Of(StatusCodes.Status404NotFound, "NotFound", message);
}
